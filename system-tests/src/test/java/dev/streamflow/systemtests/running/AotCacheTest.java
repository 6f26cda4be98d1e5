package dev.streamflow.systemtests.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTest {
  private static final Path SPRING = Path.of("/maven/spring.jar");
  private static final Path KAFKA = Path.of("/maven/kafka.jar");
  private static final Path SERVICE = Path.of("/shipping/target/shipping.jar.original");

  @TempDir private Path folder;
  private AotCache cache;

  @BeforeEach
  void makeCacheOfTwoLibraries() throws IOException {
    cache = new AotCache(folder);
    Files.writeString(cache.file(), "classes");
    Files.write(cache.list(), List.of(SPRING.toString(), KAFKA.toString()));
  }

  @Test
  void putsItsLibrariesFirstInTheirOrder() {
    // Given
    Path added = Path.of("/engine/target/failpoints.jar");

    // Then
    assertThat(cache.argumentsFor(List.of(KAFKA, SERVICE, SPRING, added)))
        .containsExactly(
            "-XX:AOTCache=" + cache.file(),
            "-cp",
            AotCache.join(List.of(cache.launcher(), SPRING, KAFKA, SERVICE, added)));
  }

  @Test
  void isLeftAloneByAProgramWithoutOneOfItsLibraries() {
    assertThat(cache.argumentsFor(List.of(SERVICE, SPRING)))
        .containsExactly("-cp", AotCache.join(List.of(SERVICE, SPRING)));
  }

  @Test
  void isNotAskedForIfItIsNotThere() throws IOException {
    // Given
    Files.delete(cache.file());

    // Then
    assertThat(cache.argumentsFor(List.of(SPRING, KAFKA, SERVICE)))
        .containsExactly("-cp", AotCache.join(List.of(SPRING, KAFKA, SERVICE)));
  }
}
