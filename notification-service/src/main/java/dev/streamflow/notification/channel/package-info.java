/** How messages reach customers. */
@NullMarked
package dev.streamflow.notification.channel;

import org.jspecify.annotations.NullMarked;
