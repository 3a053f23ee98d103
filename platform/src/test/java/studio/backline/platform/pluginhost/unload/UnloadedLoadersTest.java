package studio.backline.platform.pluginhost.unload;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import studio.backline.contract.plugin.PluginId;

/** When a restart is advised, and what the log says then. */
class UnloadedLoadersTest {

    private static final PluginId SONGS = new PluginId("songs");
    private static final Map<String, List<Object>> FORGOTTEN = new ConcurrentHashMap<>();
    private static final Weakly WEAKLY = new Weakly();
    private static @Nullable ClassLoader SHOWN;
    private static final Duration SOON = Duration.ofMillis(1);

    private final Logger logger = (Logger) LoggerFactory.getLogger(UnloadedLoaders.class);
    private final Messages messages = new Messages();

    @BeforeEach
    void listen() {
        messages.start();
        logger.addAppender(messages);
    }

    @AfterEach
    void letGo() {
        logger.detachAppender(messages);
        FORGOTTEN.clear();
    }

    @Test
    void aLoaderThatNobodyHoldsGoesAtTheHostsOwnAskAndIsNeverReported() throws Exception {
        ReferenceQueue<ClassLoader> gone = new ReferenceQueue<>();
        try (UnloadedLoaders loaders = new UnloadedLoaders(List.of(SOON))) {
            loaders.watch(SONGS, new WeakReference<>(new Songs(), gone));

            assertThat(loaders.isHeld(SONGS)).isFalse();
            assertThat(gone.remove(60_000)).isNotNull();
            assertThat(loaders.isHeld(SONGS)).isFalse();
        }
        assertThat(messages.all).isEmpty();
    }

    @Test
    void aLoaderInAStaticFieldIsReportedWithTheFieldAndTheAdviceGoesWithIt() throws Exception {
        try (UnloadedLoaders loaders =
                new UnloadedLoaders(List.of(SOON, SOON, SOON, Duration.ofSeconds(1)))) {
            loaders.watch(SONGS, held());

            assertThat(messages.next())
                    .contains("plugin songs is still in memory; a restart is advised")
                    .contains("UnloadedLoadersTest.FORGOTTEN")
                    .contains(" value (")
                    .contains(" element (" + Song.class.getName() + ")");
            assertThat(loaders.isHeld(SONGS)).isTrue();

            FORGOTTEN.clear();
            assertThat(messages.next()).contains("has left the memory");
            assertThat(loaders.isHeld(SONGS)).isFalse();
        }
    }

    @Test
    void aMapThatHoldsItsKeysWeaklyIsNoHolderThoughItShowsThem() throws Exception {
        Songs loader = new Songs();
        SHOWN = loader;
        try {
            assertThat(new StaticPaths(loader).find())
                    .as("held")
                    .hasValueSatisfying(way -> assertThat(way).contains("SHOWN"));
        } finally {
            SHOWN = null;
        }
        WEAKLY.keys.put("loader", new WeakReference<>(loader));

        assertThat(new StaticPaths(loader).find()).isEmpty();
        assertThat(WEAKLY.entrySet()).extracting(Map.Entry::getKey).containsExactly(loader);
    }

    @Test
    void aLoaderIsReportedAtOnceWhereSomebodyAsks() throws Exception {
        try (UnloadedLoaders loaders = new UnloadedLoaders(List.of(Duration.ofHours(1)))) {
            loaders.watch(SONGS, held());
            assertThat(loaders.isHeld(SONGS)).isFalse();

            assertThat(loaders.collect(SONGS)).isTrue();

            assertThat(loaders.isHeld(SONGS)).isTrue();
            assertThat(messages.next()).contains("UnloadedLoadersTest.FORGOTTEN");
        }
    }

    /** A loader with an object of a class of its own, which a static field holds. */
    private static WeakReference<ClassLoader> held() throws ReflectiveOperationException {
        Songs loader = new Songs();
        Object song = loader.make(Song.class);
        assertThat(song).isNotInstanceOf(Song.class);
        FORGOTTEN.put("song", List.of(song));
        return new WeakReference<>(loader);
    }

    /** As commons-logging has one. */
    private static final class Weakly extends Hashtable<Object, Object> {

        private static final long serialVersionUID = 1L;

        private final transient Map<String, WeakReference<Object>> keys = new HashMap<>();

        @Override
        public Set<Map.Entry<Object, Object>> entrySet() {
            Set<Map.Entry<Object, Object>> shown = new HashSet<>();
            keys.values().forEach(key -> shown.add(Map.entry(key.get(), "")));
            return shown;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** What the plugin's class is made from. */
    static final class Song {}

    private static final class Messages extends AppenderBase<ILoggingEvent> {

        private final BlockingQueue<String> all = new LinkedBlockingQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            all.add(event.getFormattedMessage());
        }

        @Nullable String next() throws InterruptedException {
            return all.poll(60, TimeUnit.SECONDS);
        }
    }
}
