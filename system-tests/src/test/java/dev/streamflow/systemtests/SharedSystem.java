package dev.streamflow.systemtests;

import dev.streamflow.systemtests.demo.Catalogue;
import dev.streamflow.systemtests.demo.DemoPlan;
import dev.streamflow.systemtests.running.LocalSystem;
import dev.streamflow.systemtests.running.Ports;
import dev.streamflow.systemtests.running.Program;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The real system, started once for all tests of this JVM; it ends with it. */
public final class SharedSystem {
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  private static @Nullable LocalSystem system;

  private SharedSystem() {}

  public static synchronized LocalSystem get() throws Exception {
    if (system == null) {
      system = LocalSystem.start(REPOSITORY, Path.of("target", "system"), Ports.free(), part -> {});
      system.providerSwitches().decline(DemoPlan.DECLINED_CUSTOMERS);
    }
    return system;
  }

  /** The articles that can be ordered. */
  public static Set<String> skus() {
    return Catalogue.skusIn(Program.ALL.getFirst().jar(REPOSITORY));
  }
}
