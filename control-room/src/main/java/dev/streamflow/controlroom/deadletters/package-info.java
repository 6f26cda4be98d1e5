@NullMarked
package dev.streamflow.controlroom.deadletters;

import org.jspecify.annotations.NullMarked;
