/**
 * The provider's books: what was asked under which key, what was decided, and the ledger of the
 * money that moved. {@code http} below it is how the world reaches them.
 */
@NullMarked
package dev.streamflow.provider;

import org.jspecify.annotations.NullMarked;
