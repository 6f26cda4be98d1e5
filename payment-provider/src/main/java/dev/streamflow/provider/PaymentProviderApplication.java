package dev.streamflow.provider;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/**
 * The outside world: a simulated card processor over HTTP. It is no part of the system, shares
 * nothing with it, and its ledger is the independent witness that nobody was charged twice.
 *
 * <ul>
 *   <li>{@code POST /v1/charges} with {@code {customer, reference, amount_minor, currency}} takes
 *       money: 201 with the {@code charge_id}, or 402 with a {@code decline_code}
 *   <li>{@code POST /v1/refunds} with {@code {charge_id, amount_minor}} gives it back: 201 with the
 *       {@code refund_id}; 422 if more would be given back than was taken
 *   <li>{@code GET /v1/ledger}, optionally {@code ?reference=}: every movement of money, oldest
 *       first
 *   <li>{@code GET} and {@code PUT /v1/switches}: the {@link Switches}, at run time
 * </ul>
 *
 * <p><b>Idempotency.</b> Both POSTs require an {@code Idempotency-Key}. The same key with the same
 * body gets the first answer again, also if that was a decline, also if both come at once, and also
 * after a restart; with another body it gets 422. The key is all that prevents a second effect: two
 * keys for one {@code reference} charge twice, and the ledger shows it. That is the point of a
 * witness.
 *
 * <p><b>Durability.</b> A decision is in the journal (one JSON line each) before it is answered.
 * The line is written to the operating system but not forced to disk: it survives {@code kill -9}
 * of this process, not the loss of the machine. A line that was torn was never answered and is
 * dropped at the next start.
 *
 * <p><b>Memory.</b> The ledger is kept in memory, some 1 KB per payment, and a request under way
 * takes some 25 KB. The journal grows for ever; remove it to start from an empty ledger.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class PaymentProviderApplication {

  public static void main(String[] args) {
    SpringApplication.run(PaymentProviderApplication.class, args);
  }

  @Bean
  Ledger ledger(ProviderSettings settings) {
    return new Ledger(Journal.open(settings.journal()));
  }

  @Bean
  Switchboard switchboard(ProviderSettings settings) {
    return new Switchboard(settings.switches());
  }
}
