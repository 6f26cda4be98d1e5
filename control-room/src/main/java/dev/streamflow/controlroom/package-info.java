@NullMarked
package dev.streamflow.controlroom;

import org.jspecify.annotations.NullMarked;
