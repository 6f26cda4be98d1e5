package dev.streamflow.systemtests.synchronous;

import java.util.Locale;

/** Which threads wait for the services. */
public enum Threads {
  /** 200 of them: Tomcat's default, and Spring Boot's. */
  PLATFORM,
  /** One for each request, as with {@code spring.threads.virtual.enabled}. */
  VIRTUAL;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT) + " threads";
  }
}
