package dev.streamflow.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.localstack.LocalStack;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/**
 * The service on the real servers, started once for all tests. Each test has articles of its own.
 */
@SpringBootTest
@AutoConfigureMockMvc
public abstract class RunningInventory {

  protected static final LocalStack STACK = LocalStack.shared();

  @Autowired protected MockMvcTester http;
  @Autowired protected Stocks stocks;
  @Autowired protected Deliveries deliveries;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    STACK.settingsOf("inventory-service").forEach((name, value) -> registry.add(name, () -> value));
  }

  /** An article that no other test has. */
  protected static String aSku(String name) {
    return name + "-" + UUID.randomUUID();
  }

  protected void deliver(Line... lines) {
    deliveries.receive(new Delivery(aSku("delivery"), List.of(lines)));
  }

  protected void assertStock(Stock... expected) {
    assertThat(Arrays.stream(expected).map(stock -> stocks.find(stock.sku())))
        .allSatisfy(found -> assertThat(found).isPresent())
        .map(found -> found.orElseThrow())
        .containsExactly(expected);
  }
}
