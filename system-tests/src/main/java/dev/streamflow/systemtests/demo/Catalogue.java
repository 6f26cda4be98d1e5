package dev.streamflow.systemtests.demo;

import dev.streamflow.systemtests.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;

/** What can be ordered: read from the product file inside order-service's own jar. */
public final class Catalogue {
  private static final String PRODUCTS = "products.csv.gz";

  private Catalogue() {}

  /** The SKUs of all products, in ascending order. */
  public static Set<String> skusIn(Path orderServiceJar) {
    try (JarFile jar = new JarFile(orderServiceJar.toFile())) {
      ZipEntry products =
          jar.stream()
              .filter(entry -> entry.getName().endsWith("/" + PRODUCTS))
              .findFirst()
              .orElseThrow(() -> new IOException("there is no " + PRODUCTS + " in it"));
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(
                  new GZIPInputStream(jar.getInputStream(products)), StandardCharsets.UTF_8))) {
        Set<String> skus = new TreeSet<>();
        lines.lines().skip(1).forEach(line -> skus.add(line.substring(0, line.indexOf(','))));
        return skus;
      }
    } catch (IOException e) {
      throw new Problem(
          orderServiceJar + " cannot be read: " + e.getMessage(), "run: mvn -DskipTests package");
    }
  }
}
