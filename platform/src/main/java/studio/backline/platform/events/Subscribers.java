package studio.backline.platform.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import studio.backline.platform.work.Contingency;
import studio.backline.platform.work.Pace;

/** Which plugins' handlers are served, by role. */
@Component
class Subscribers {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, Subscriber> known = new ConcurrentHashMap<>();
    private final Contingency contingency;

    Subscribers(Contingency contingency) {
        this.contingency = contingency;
    }

    void add(Subscriber subscriber) {
        known.put(subscriber.plugin().id().schema(), subscriber);
    }

    @Nullable Subscriber find(String role) {
        return known.get(role);
    }

    /** So many at most that have nothing to do, none before the others. */
    List<String> idle(int most) {
        List<String> roles =
                known.entrySet().stream()
                        .filter(each -> each.getValue().isIdle())
                        .map(Map.Entry::getKey)
                        .sorted()
                        .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(roles, contingency.random());
        return roles.subList(0, Math.min(most, roles.size()));
    }

    void remove(String role) {
        Subscriber gone = known.remove(role);
        if (gone != null) {
            gone.leave(PATIENCE);
        }
    }

    /** The server stops: all of them at the same time. */
    void removeAll() {
        List<Subscriber> gone = List.copyOf(known.values());
        known.clear();
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            gone.forEach(one -> each.execute(() -> one.leave(Pace.STOP.dividedBy(2))));
        }
    }
}
