package dev.streamflow.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.streamflow.events.OrderCreated;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TrustedEventsTest {

  @BeforeAll
  static void trust() {
    TrustedEvents.trust();
  }

  @Test
  void trustsTheContractsAndNothingElseOfOurs() {
    ClassSecurityValidator.validate(OrderCreated.class);

    assertThatExceptionOfType(SecurityException.class)
        .isThrownBy(() -> ClassSecurityValidator.validate(TopicCatalogue.class));
    assertThatExceptionOfType(SecurityException.class)
        .isThrownBy(() -> ClassSecurityValidator.validate(ProcessBuilder.class));
  }

  @Test
  void findsTheClassOfAnEventType() {
    assertThat(TrustedEvents.schemaOf("dev.streamflow.events.OrderCreated"))
        .isSameAs(OrderCreated.SCHEMA$);
  }

  @Test
  void refusesARecordOfAnotherPackage() {
    for (String name :
        new String[] {
          "java.lang.String", "OrderCreated", "dev.streamflow.events.evil.OrderCreated"
        }) {
      assertThatExceptionOfType(SerializationException.class)
          .isThrownBy(() -> TrustedEvents.classOf(name))
          .withMessage(name + " is not in the package dev.streamflow.events");
    }
  }

  @Test
  void refusesARecordThatIsNoContractOfThisBuild() {
    for (String name : new String[] {"OrderForgotten", "CancellationReason"}) {
      assertThatExceptionOfType(SerializationException.class)
          .isThrownBy(() -> TrustedEvents.classOf("dev.streamflow.events." + name))
          .withMessageContaining(name);
    }
  }
}
