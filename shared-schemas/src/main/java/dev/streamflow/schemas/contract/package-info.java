/** The build's check of the contracts: what may be changed, given what was released. */
@NullMarked
package dev.streamflow.schemas.contract;

import org.jspecify.annotations.NullMarked;
