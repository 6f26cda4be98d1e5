/** The payment provider, as this service talks to it over HTTP. */
@NullMarked
package dev.streamflow.payment.provider;

import org.jspecify.annotations.NullMarked;
