package studio.backline.platform.work;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Which threads of this server go on in plugins' code although their work was given up. */
@Component
public class HeldThreads {

    private final Set<Entry> held = ConcurrentHashMap.newKeySet();

    HeldThreads() {}

    /** One of them, told apart from another of the same plugin and instant. */
    record Entry(Thread thread, HeldThread what) {}

    /** Those that go on now, the oldest first. */
    public List<HeldThread> now() {
        return held.stream()
                .map(Entry::what)
                .sorted(Comparator.comparing(HeldThread::since))
                .toList();
    }

    void add(Entry entry) {
        held.add(entry);
    }

    void remove(Entry entry) {
        held.remove(entry);
    }
}
