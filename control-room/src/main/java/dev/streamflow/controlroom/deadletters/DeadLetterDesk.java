package dev.streamflow.controlroom.deadletters;

import dev.streamflow.controlroom.ControlRoomSettings;
import dev.streamflow.controlroom.deadletters.LetterGroups.Group;
import dev.streamflow.controlroom.deadletters.ServiceDesk.ServiceUnreachable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The dead letters of all services. It keeps nothing: a letter and what was decided on it are rows
 * of the service that has given it up, so that both change in one transaction.
 */
@Component
class DeadLetterDesk {

  private final List<ServiceDesk> services;

  DeadLetterDesk(ControlRoomSettings settings, RestClient.Builder builder, JsonMapper strict) {
    JsonMapper json = // a service may say more than we know
        strict.rebuild().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    RestClient.Builder http =
        builder.configureMessageConverters(
            all -> all.withJsonConverter(new JacksonJsonHttpMessageConverter(json)));
    services =
        settings.services().stream()
            .map(service -> new ServiceDesk(service.name(), service.address(), http, json))
            .toList();
  }

  LetterGroups groups() {
    List<Group> groups = new ArrayList<>();
    List<String> unreachable = new ArrayList<>();
    for (ServiceDesk service : services) {
      try {
        groups.addAll(service.groups());
      } catch (ServiceUnreachable e) {
        unreachable.add(service.service());
      }
    }
    groups.sort(Comparator.comparingLong(Group::count).reversed());
    return new LetterGroups(groups, unreachable);
  }

  List<Letter.Entry> letters(String service, String cause, String topic, @Nullable UUID after) {
    return named(service).letters(cause, topic, after);
  }

  /**
   * @throws ServiceUnreachable if nobody has the letter who could be asked, but not all could
   */
  Letter find(UUID id) {
    ServiceUnreachable unreachable = null;
    for (ServiceDesk service : services) {
      try {
        Optional<Letter> letter = service.find(id);
        if (letter.isPresent()) {
          return letter.get();
        }
      } catch (ServiceUnreachable e) {
        unreachable = e;
      }
    }
    throw unreachable == null ? new NoSuchLetter(id) : unreachable;
  }

  /** Redrives or discards. */
  Outcome act(String act, Decision decision) {
    Map<String, Integer> letters = new TreeMap<>();
    if (decision.ids() != null) {
      for (UUID id : decision.ids()) {
        ServiceDesk service = holderOf(id);
        letters.merge(service.service(), service.act(act, id, decision), Integer::sum);
      }
    } else {
      for (ServiceDesk service : chosen(decision)) {
        for (Group group : service.groups().stream().filter(decision::concerns).toList()) {
          letters.merge(service.service(), service.act(act, group, decision), Integer::sum);
        }
      }
    }
    return Outcome.of(letters, decision.dryRun());
  }

  Outcome edit(UUID id, Correction correction) {
    ServiceDesk service = holderOf(id);
    int letters = service.edit(id, correction);
    return Outcome.of(Map.of(service.service(), letters), correction.dryRun());
  }

  private List<ServiceDesk> chosen(Decision decision) {
    return decision.service() == null ? services : List.of(named(decision.service()));
  }

  private ServiceDesk named(String name) {
    return services.stream()
        .filter(service -> service.service().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ServiceDesk.Refused(
                    "there is no service '%s', but: %s"
                        .formatted(
                            name,
                            String.join(
                                ", ", services.stream().map(ServiceDesk::service).toList()))));
  }

  private ServiceDesk holderOf(UUID id) {
    return named(find(id).service());
  }

  /** No service has given up a record under this id. */
  static final class NoSuchLetter extends RuntimeException {

    NoSuchLetter(UUID id) {
      super("no service has a dead letter " + id);
    }
  }
}
