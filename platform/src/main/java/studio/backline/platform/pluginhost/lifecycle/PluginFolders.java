package studio.backline.platform.pluginhost.lifecycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.platform.pluginhost.AvailablePlugin;
import studio.backline.platform.pluginhost.InstallPlan;
import studio.backline.platform.pluginhost.PluginRefusedException;
import studio.backline.platform.pluginhost.jar.JarCheck;
import studio.backline.platform.pluginhost.refusal.Refusals;

/** The folder that came with the server, and the one that people put jars into. */
final class PluginFolders implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PluginFolders.class);
    private static final long PAUSE_MILLIS = 1000;

    private final @Nullable Path bundled;
    private final Path drop;
    private final Path refused;
    private final JarsUnderWay underWay;
    // When a jar was last taken up or offered, as its stamp.
    private final Map<Path, Long> offered = new ConcurrentHashMap<>();
    // Why it was not taken up: an inspection does not tell what only a start does.
    private final Map<Path, Refusal> refusals = new ConcurrentHashMap<>();
    // Said once in the log, until it can be read again.
    private final Set<Path> unreadable = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    private @Nullable Thread watcher;

    private record Refusal(long stamp, String reason) {}

    PluginFolders(@Nullable Path bundled, Path drop) {
        this.bundled = bundled;
        this.drop = drop;
        this.refused = drop.resolveSibling("refused");
        this.underWay = new JarsUnderWay(drop.resolveSibling("taking-up"));
        try {
            Files.createDirectories(drop);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** What lies ready; a jar that the inspection fails at is shown as well. */
    List<AvailablePlugin> available(Function<Path, InstallPlan> inspect) {
        List<AvailablePlugin> all = new ArrayList<>();
        jars(bundled).forEach(jar -> all.add(look(jar, AvailablePlugin.Origin.BUNDLED, inspect)));
        jars(drop).forEach(jar -> all.add(look(jar, AvailablePlugin.Origin.DROPPED, inspect)));
        return List.copyOf(all);
    }

    /** Which jars of the drop folder are being taken up, and which a server has ended with. */
    JarsUnderWay underWay() {
        return underWay;
    }

    /** The jars that lie in the drop folder as the server starts; those alone are not offered. */
    List<Path> dropped() {
        List<Path> there = jars(drop);
        there.forEach(jar -> offered.put(jar, stamp(jar)));
        return there;
    }

    /**
     * Keeps why a jar was not taken up, where an inspection does not tell: what it tells may be
     * otherwise when it is asked again.
     */
    void refused(Path jar, String reason, Function<Path, InstallPlan> inspect) {
        refusals.remove(jar);
        if (jar.startsWith(drop)
                && look(jar, AvailablePlugin.Origin.DROPPED, inspect).plan().isPresent()) {
            refusals.put(jar, new Refusal(stamp(jar), reason));
        }
    }

    /** Nothing is known against the jar any more. */
    void accepted(Path jar) {
        refusals.remove(jar);
    }

    /** The jar is in the store now, and would come back after a removal if it stayed here. */
    void taken(Path jar) {
        try {
            Files.deleteIfExists(jar);
            // The same may come again; what cannot be deleted would come every second.
            offered.remove(jar);
        } catch (IOException broken) {
            log.warn("{} is installed but cannot be deleted.", jar, broken);
        }
    }

    /**
     * Whether this content was not refused for this reason before, by an earlier start either: the
     * plugins screen shows it for as long as it lies here, the log says it once. On one thread.
     */
    boolean isNews(Path jar, String reason) {
        try {
            Set<String> lines = new TreeSet<>();
            if (Files.exists(refused)) {
                lines.addAll(Files.readAllLines(refused));
            }
            if (!lines.add(JarCheck.mark(jar) + " " + reason.replaceAll("\\R", " "))) {
                return false;
            }
            Set<String> here = new HashSet<>();
            for (Path each : jars(drop)) {
                here.add(JarCheck.mark(each));
            }
            lines.removeIf(line -> here.stream().noneMatch(line::startsWith));
            Files.write(refused, lines);
        } catch (IOException unknown) {
            log.debug("Nothing is known of what was refused before.", unknown);
        }
        return true;
    }

    /**
     * Looks into the drop folder from time to time, since file events are lost on network disks. A
     * jar is offered once it has stayed the same for one look, and again only when it changes.
     */
    void watch(Consumer<Path> offer) {
        watcher = Thread.ofVirtual().name("backline-drop-folder").start(() -> lookAround(offer));
    }

    private void lookAround(Consumer<Path> offer) {
        Map<Path, Long> before = new HashMap<>();
        while (!closed) {
            Map<Path, Long> now = new HashMap<>();
            for (Path jar : jars(drop)) {
                // First: a jar that is taken meanwhile is gone when its stamp is read.
                Long told = offered.get(jar);
                long stamp = stamp(jar);
                now.put(jar, stamp);
                boolean stable = Long.valueOf(stamp).equals(before.get(jar));
                boolean known = Long.valueOf(stamp).equals(told);
                if (stable && !known && !closed) {
                    offered.put(jar, stamp);
                    offerSafely(offer, jar);
                }
            }
            if (!unreadable.contains(drop)) {
                offered.keySet().retainAll(now.keySet());
            }
            before = now;
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private static void offerSafely(Consumer<Path> offer, Path jar) {
        try {
            offer.accept(jar);
        } catch (Throwable failed) {
            // The folder is looked into for as long as the server runs.
            log.warn("{} could not be taken up.", jar.getFileName(), failed);
        }
    }

    private static long stamp(Path jar) {
        try {
            return Files.getLastModifiedTime(jar).toMillis() * 31 + Files.size(jar);
        } catch (IOException gone) {
            return -1;
        }
    }

    private AvailablePlugin look(
            Path jar, AvailablePlugin.Origin origin, Function<Path, InstallPlan> inspect) {
        try {
            return new AvailablePlugin(
                    jar,
                    origin,
                    Optional.of(inspect.apply(jar)),
                    Optional.ofNullable(refusals.get(jar))
                            .filter(refused -> refused.stamp() == stamp(jar))
                            .map(Refusal::reason));
        } catch (PluginRefusedException refused) {
            return refused(jar, origin, refused);
        } catch (Throwable failed) {
            log.warn("{} cannot be looked at.", jar.getFileName(), failed);
            String message = failed.getMessage();
            String why = message == null ? failed.getClass().getSimpleName() : message;
            return refused(jar, origin, Refusals.of("not-checked", jar.getFileName(), why));
        }
    }

    private static AvailablePlugin refused(
            Path jar, AvailablePlugin.Origin origin, PluginRefusedException refused) {
        return new AvailablePlugin(
                jar, origin, Optional.empty(), Optional.of(refused.getMessage()));
    }

    /** A folder that cannot be read now, as on a network disk that is away, is as if empty. */
    private List<Path> jars(@Nullable Path folder) {
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> jars = files.filter(JarCheck::isJar).sorted().toList();
            unreadable.remove(folder);
            return jars;
        } catch (IOException | UncheckedIOException broken) {
            if (unreadable.add(folder)) {
                log.warn("The folder {} cannot be read.", folder, broken);
            }
            return List.of();
        }
    }

    @Override
    public void close() {
        closed = true;
        Thread looking = watcher;
        if (looking != null) {
            looking.interrupt();
        }
    }
}
