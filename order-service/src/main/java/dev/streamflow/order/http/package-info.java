/** What customers see: the HTTP API, its JSON and its problem details. */
@NullMarked
package dev.streamflow.order.http;

import org.jspecify.annotations.NullMarked;
