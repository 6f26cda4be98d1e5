package dev.streamflow.schemas;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Where the schema registry is, named as Confluent's serializers name it, so that one configuration
 * fits both.
 *
 * @param urls base addresses of the same registry, tried in turn
 * @param userInfo {@code user:password} for basic authentication, or null for none
 */
record RegistrySettings(List<URI> urls, @Nullable String userInfo) {

  static final String URL = "schema.registry.url";
  static final String CREDENTIALS_SOURCE = "basic.auth.credentials.source";
  static final String USER_INFO = "basic.auth.user.info";

  static RegistrySettings of(Map<String, ?> config) {
    if (!(config.get(URL) instanceof Object urls) || urls.toString().isBlank()) {
      throw new ConfigException(URL + " is missing: set it to the address of the schema registry");
    }
    List<URI> addresses =
        Arrays.stream(urls.toString().split(",")).map(RegistrySettings::addressOf).toList();
    return new RegistrySettings(
        addresses.stream().map(RegistrySettings::withoutUserInfo).toList(),
        userInfoOf(config, addresses.getFirst()));
  }

  private static URI addressOf(String url) {
    try {
      URI address = URI.create(url.strip().replaceAll("/+$", ""));
      if (address.getHost() != null && String.valueOf(address.getScheme()).startsWith("http")) {
        return address;
      }
    } catch (IllegalArgumentException _) {
      // Answered below, as for any other text that is no address.
    }
    throw new ConfigException(URL, url, "is not an http or https address");
  }

  private static @Nullable String userInfoOf(Map<String, ?> config, URI firstAddress) {
    Object source = config.get(CREDENTIALS_SOURCE);
    if (source != null && !List.of("URL", "USER_INFO").contains(source.toString())) {
      throw new ConfigException(CREDENTIALS_SOURCE, source, "must be URL or USER_INFO");
    }
    Object userInfo = config.get(USER_INFO);
    if (userInfo == null && source != null && source.toString().equals("USER_INFO")) {
      throw new ConfigException(USER_INFO + " is missing: set it to user:password");
    }
    return userInfo != null ? userInfo.toString() : firstAddress.getUserInfo();
  }

  private static URI withoutUserInfo(URI address) {
    if (address.getRawUserInfo() == null) {
      return address;
    }
    return URI.create(address.toString().replaceFirst("//[^@/]*@", "//"));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return urls.toString();
  }
}
