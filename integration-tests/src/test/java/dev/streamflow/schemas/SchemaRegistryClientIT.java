package dev.streamflow.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.streamflow.events.OrderCreated;
import dev.streamflow.localstack.LocalStack;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Credentials, failures and fail-over on the way to the real registry. */
class SchemaRegistryClientIT {

  private static final String ANN_SECRET = "Basic YW5uOnNlY3JldA==";
  private static final String NOBODY = "http://127.0.0.1:1";
  private static final String SUBJECT = "order.events-dev.streamflow.events.OrderCreated";

  private final RegistryDoor door = new RegistryDoor(LocalStack.shared().registryUrl(), ANN_SECRET);

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void sendsTheCredentials() {
    try (SchemaRegistryClient client = client(door.url(), "ann:secret")) {
      assertThat(client.knows(SUBJECT, OrderCreated.SCHEMA$)).isTrue();
    }
  }

  @Test
  void takesRefusedCredentialsForARegistryThatCannotBeAsked() {
    try (SchemaRegistryClient client = client(door.url(), "ann:wrong")) {
      var failure = failureOf(client);

      assertThat(failure.registryUnreachable()).isTrue();
      assertThat(failure).hasMessageContaining("credentials (401)");
    }
    assertThat(door.requests()).as("asking again does not help").isOne();
  }

  @Test
  void asksAgainWhenTheRegistryFails() {
    door.failNext(2);

    try (SchemaRegistryClient client = client(door.url(), "ann:secret")) {
      assertThat(client.idOf(SUBJECT, OrderCreated.SCHEMA$)).isPositive();
    }
    assertThat(door.requests()).isEqualTo(3);
  }

  @Test
  void givesUpWhenTheRegistryKeepsFailing() {
    door.failNext(Integer.MAX_VALUE);

    try (SchemaRegistryClient client = client(door.url(), "ann:secret")) {
      assertThat(failureOf(client).registryUnreachable()).isTrue();
    }
    assertThat(door.requests()).isBetween(2, 10);
  }

  @Test
  void asksTheNextAddressWhenOneIsGone() {
    try (SchemaRegistryClient client = client(NOBODY + "," + door.url(), "ann:secret")) {
      assertThat(client.idOf(SUBJECT, OrderCreated.SCHEMA$)).isPositive();
    }
  }

  @Test
  void asksOnceForWhatItHasFound() {
    try (SchemaRegistryClient client = client(door.url(), "ann:secret")) {
      int id = client.idOf(SUBJECT, OrderCreated.SCHEMA$);
      client.schemaOf(id);
      int asked = door.requests();

      client.idOf(SUBJECT, OrderCreated.SCHEMA$);
      client.schemaOf(id);

      assertThat(door.requests()).isEqualTo(asked);
    }
  }

  @Test
  void asksEveryTimeWhetherTheRegistryStillKnows() {
    try (SchemaRegistryClient client = client(door.url(), "ann:secret")) {
      client.knows(SUBJECT, OrderCreated.SCHEMA$);
      client.knows(SUBJECT, OrderCreated.SCHEMA$);
    }
    assertThat(door.requests()).isEqualTo(2);
  }

  @Test
  void doesNotTakeAnotherServersNotFoundForAnAnswer() {
    String otherPath = LocalStack.shared().registryUrl().replace("/ccompat/", "/nothing-here/");

    try (SchemaRegistryClient client = client(otherPath, "ann:secret")) {
      assertThatExceptionOfType(SchemaUnavailableException.class)
          .isThrownBy(() -> client.knows(SUBJECT, OrderCreated.SCHEMA$))
          .matches(SchemaUnavailableException::registryUnreachable)
          .withMessageContaining("schema.registry.url");
    }
  }

  private static SchemaUnavailableException failureOf(SchemaRegistryClient client) {
    return catchThrowableOfType(
        SchemaUnavailableException.class, () -> client.idOf(SUBJECT, OrderCreated.SCHEMA$));
  }

  private static SchemaRegistryClient client(String url, String userInfo) {
    Map<String, String> config = new HashMap<>();
    config.put("schema.registry.url", url);
    config.put("basic.auth.credentials.source", "USER_INFO");
    config.put("basic.auth.user.info", userInfo);
    return SchemaRegistryClient.of(config);
  }
}
