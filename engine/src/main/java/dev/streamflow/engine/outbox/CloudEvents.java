package dev.streamflow.engine.outbox;

/**
 * The headers of every event record: CloudEvents 1.0 in the binary mode of its Kafka binding, and
 * W3C Trace Context.
 */
public final class CloudEvents {

  public static final String SPEC_VERSION = "ce_specversion";
  public static final String ID = "ce_id";
  public static final String TYPE = "ce_type";
  public static final String SOURCE = "ce_source";
  public static final String TIME = "ce_time";

  /** How often the step that the event tells of was tried; an extension, absent if it was once. */
  public static final String ATTEMPTS = "ce_attempts";

  public static final String TRACEPARENT = "traceparent";

  /** The version of CloudEvents that is written. */
  public static final String VERSION = "1.0";

  private CloudEvents() {}
}
