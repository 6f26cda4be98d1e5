package dev.streamflow.localstack;

/** One of the servers, from nothing to useful. */
interface Server {

  /** Unique in its stack. */
  String name();

  /** Writes what the server reads when it starts for the first time. */
  void prepare() throws Exception;

  /** How to start it, the first time and again. */
  ServerSpec spec() throws Exception;

  /** Puts into the running server what its clients expect there. */
  void furnish() throws Exception;
}
