package dev.streamflow.provider.http;

import dev.streamflow.provider.Switchboard;
import dev.streamflow.provider.Switches;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Turns the switches. Requests that are already under way may still go by the old ones. */
@RestController
@RequestMapping("/v1/switches")
class SwitchesController {

  private final Switchboard switchboard;

  SwitchesController(Switchboard switchboard) {
    this.switchboard = switchboard;
  }

  @GetMapping
  Switches read() {
    return switchboard.read();
  }

  @PutMapping
  Switches turn(@Valid @RequestBody Switches to) {
    switchboard.turn(to);
    return to;
  }
}
