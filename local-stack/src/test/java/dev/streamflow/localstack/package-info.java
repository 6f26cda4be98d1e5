@NullMarked
package dev.streamflow.localstack;

import org.jspecify.annotations.NullMarked;
