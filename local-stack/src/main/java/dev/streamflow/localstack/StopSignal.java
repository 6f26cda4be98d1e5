package dev.streamflow.localstack;

/** How a process is asked to end. */
public enum StopSignal {
  /** SIGTERM, what nearly every program takes as "finish and go". */
  TERM,
  /** SIGINT, with which PostgreSQL does not wait for its clients to leave. */
  INT
}
