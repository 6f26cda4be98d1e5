/** The provider's HTTP API, and the disturbances that its switches put in the way of a request. */
@NullMarked
package dev.streamflow.provider.http;

import org.jspecify.annotations.NullMarked;
