package dev.streamflow.systemtests.witness;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The provider's own book of what it took and gave back, read over HTTP. */
public final class Ledger {

  private Ledger() {}

  /** Reads all entries. */
  public static List<LedgerEntry> read(URI provider) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(provider.resolve("/v1/ledger")).build();
      var response = http.send(request, BodyHandlers.ofInputStream());
      JsonNode body = ClientLog.JSON.readTree(response.body());
      if (response.statusCode() != 200) {
        throw new IOException("the provider answers " + response.statusCode() + ": " + body);
      }
      return entries(body);
    }
  }

  private static List<LedgerEntry> entries(JsonNode body) {
    List<LedgerEntry> entries = new ArrayList<>();
    for (JsonNode entry : body) {
      entries.add(
          new LedgerEntry(
              LedgerEntry.Kind.valueOf(entry.required("kind").asString()),
              entry.required("reference").asString(),
              entry.required("amount_minor").asLong()));
    }
    return entries;
  }
}
