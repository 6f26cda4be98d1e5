/**
 * What can be said about a run without trusting the code under test: the provider's ledger, the
 * databases, the topics' bytes and the client's own log.
 */
@NullMarked
package dev.streamflow.systemtests.witness;

import org.jspecify.annotations.NullMarked;
