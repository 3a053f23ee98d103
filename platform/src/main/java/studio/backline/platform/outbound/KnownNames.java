package studio.backline.platform.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** The names that may be looked up, and how often another one was asked for. */
public final class KnownNames {

    private static final KnownNames OF_PROCESS = new KnownNames();
    private static final ScopedValue<String> ADMITTED = ScopedValue.newInstance();

    private final Set<String> allowed = ConcurrentHashMap.newKeySet();
    private final Set<String> refusedNames = ConcurrentHashMap.newKeySet();
    private final LongAdder refusals = new LongAdder();

    KnownNames() {
        allowed.add("localhost");
    }

    /** Those of this process: the JDK makes the resolver by itself and asks nobody. */
    public static KnownNames ofProcess() {
        return OF_PROCESS;
    }

    /** Looks a name up that the way out has admitted: this once, and on this thread alone. */
    static InetAddress[] lookUpAdmitted(String host) throws UnknownHostException {
        return ScopedValue.where(ADMITTED, uniform(host))
                .call(() -> InetAddress.getAllByName(host));
    }

    /**
     * Does something on this thread while a name may be looked up that the way out has admitted.
     */
    static <T> T admitting(String host, Callable<T> work) throws Exception {
        return ScopedValue.where(ADMITTED, uniform(host)).call(work::call);
    }

    /** Lets a configured host be looked up. */
    public void allow(String host) {
        allowed.add(uniform(host));
    }

    /** How many look-ups were refused since the start. */
    public long refusals() {
        return refusals.sum();
    }

    /** The first names that were refused, for the log of a test or a doctor. */
    public List<String> refusedNames() {
        return List.copyOf(refusedNames);
    }

    /** Whether it may be looked up, here and now. */
    public boolean isAllowed(String host) {
        String name = uniform(host);
        return allowed.contains(name) || (ADMITTED.isBound() && ADMITTED.get().equals(name));
    }

    void refuse(String host) {
        refusals.increment();
        if (refusedNames.size() < 100) {
            refusedNames.add(host);
        }
    }

    private static String uniform(String host) {
        return host.toLowerCase(Locale.ROOT);
    }
}
