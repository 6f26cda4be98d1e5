package dev.streamflow.provider.http;

import dev.streamflow.provider.Ledger;
import dev.streamflow.provider.LedgerEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows what moved. Not subject to the switches: a witness speaks at any time. */
@RestController
class LedgerController {

  private final Ledger ledger;

  LedgerController(Ledger ledger) {
    this.ledger = ledger;
  }

  @GetMapping("/v1/ledger")
  List<LedgerEntry> entries(@RequestParam(required = false) @Nullable String reference) {
    return reference == null ? ledger.entries() : ledger.entriesOf(reference);
  }
}
