package dev.streamflow.shipping;

import java.util.Locale;
import java.util.Locale.IsoCountryCode;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The policy of where we ship to, as configured. The service does not start with a code that is not
 * one, because it would reject a country's orders unnoticed.
 *
 * @param servedCountries ISO 3166-1 alpha-2 codes in upper case, at least one
 */
@ConfigurationProperties("shipping")
public record ServedCountries(@DefaultValue({"US", "MX"}) Set<String> servedCountries) {

  private static final Set<String> ISO_CODES = Locale.getISOCountries(IsoCountryCode.PART1_ALPHA2);

  public ServedCountries {
    servedCountries = Set.copyOf(servedCountries);
    if (servedCountries.isEmpty()) {
      throw new IllegalArgumentException("shipping.served-countries names no country");
    }
    for (String code : servedCountries) {
      if (!ISO_CODES.contains(code)) {
        throw new IllegalArgumentException(
            "shipping.served-countries: '%s' is no ISO 3166-1 alpha-2 code".formatted(code));
      }
    }
  }

  boolean include(String country) {
    return servedCountries.contains(country);
  }
}
