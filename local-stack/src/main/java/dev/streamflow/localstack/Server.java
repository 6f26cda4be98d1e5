package dev.streamflow.localstack;

/** One of the servers, from nothing to useful. */
interface Server {

  /** Writes what the server reads when it starts, and says how to start it. */
  ProcessSpec prepare() throws Exception;

  /** Puts into the running server what its clients expect there. */
  void furnish() throws Exception;
}
