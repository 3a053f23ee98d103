package studio.backline.platform.pluginhost.unload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.ObjectInputFilter;
import java.lang.Thread.UncaughtExceptionHandler;
import java.lang.management.ManagementFactory;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.net.FileNameMap;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.sql.Driver;
import java.sql.DriverManager;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.WeakHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.management.DynamicMBean;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;

/** A plugin has left something with the JDK: the log says with what. */
class WhatTheMachineHoldsTest {

    private static final Set<Object> WEAKLY = Collections.newSetFromMap(new WeakHashMap<>());

    private final Songs loader = new Songs();

    @Test
    void aShutdownHookIsNamed() {
        Thread hook = new Thread(loader.idle(Runnable.class));
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            assertThat(holder()).startsWith("static field java.lang.ApplicationShutdownHooks.");
        } finally {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    @Test
    void aDriverIsNamed() throws Exception {
        Driver driver = loader.idle(Driver.class);
        DriverManager.registerDriver(driver);
        try {
            assertThat(holder())
                    .startsWith("static field java.sql.DriverManager.registeredDrivers ")
                    .endsWith(".driver (%s)".formatted(driver.getClass().getName()));
        } finally {
            // Only its own classes may take it out by what is public.
            Field drivers = DriverManager.class.getDeclaredField("registeredDrivers");
            drivers.setAccessible(true);
            ((List<?>) drivers.get(null)).removeLast();
        }
    }

    @Test
    void aManagedBeanIsNamedAndSoIsOneThatAnotherStandsInFor() throws Exception {
        MBeanInfo info = new MBeanInfo("songs.Count", "", null, null, null, null);
        DynamicMBean own =
                loader.does(
                        DynamicMBean.class,
                        (_, method, _) -> method.getName().equals("getMBeanInfo") ? info : null);
        assertNamed(own, "songs:type=Count");
        assertNamed(
                new StandardMBean(loader.idle(Runnable.class), Runnable.class, true),
                "songs:type=Run");
    }

    private void assertNamed(Object bean, String called) throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName(called);
        server.registerMBean(bean, name);
        try {
            assertThat(holder())
                    .isEqualTo("the MBean '%s', which is still registered".formatted(called));
        } finally {
            server.unregisterMBean(name);
        }
    }

    @Test
    void theDefaultHandlerOfUncaughtExceptionsIsNamed() {
        UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler(loader.idle(UncaughtExceptionHandler.class));
        try {
            assertThat(holder()).startsWith("the default handler of uncaught exceptions (");
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    @Test
    void aSecurityProviderIsNamed() throws Exception {
        Security.addProvider((Provider) loader.make(Keys.class));
        try {
            assertThat(holder()).startsWith("the security provider 'Songs' (");
        } finally {
            Security.removeProvider("Songs");
        }
    }

    @Test
    void aSystemPropertyIsNamed() {
        System.getProperties().put("songs", loader.idle(Runnable.class));
        try {
            assertThat(holder()).startsWith("the system properties (");
        } finally {
            System.getProperties().remove("songs");
        }
    }

    @Test
    void aThreadsVariableIsNamedWithItsThread() {
        ThreadLocal<Object> variable = new ThreadLocal<>();
        variable.set(loader.idle(Runnable.class));
        try {
            assertThat(holder())
                    .startsWith("thread '%s' (".formatted(Thread.currentThread().getName()))
                    .contains(".threadLocals (");
        } finally {
            variable.remove();
        }
    }

    @Test
    void whatWaitsForItsTimeIsNamedWithTheThreadThatIsToDoIt() throws Exception {
        Timer timer = new Timer("songs' timer", true);
        timer.schedule((TimerTask) loader.make(Rings.class), 3_600_000);
        try {
            assertThat(holder()).startsWith("thread 'songs' timer' (");
        } finally {
            timer.cancel();
        }
        try (ScheduledExecutorService executor = Executors.newScheduledThreadPool(1)) {
            executor.schedule(loader.idle(Runnable.class), 1, TimeUnit.HOURS);
            assertThat(holder()).startsWith("thread 'pool-").contains("ScheduledFutureTask");
            executor.shutdownNow();
        }
    }

    @Test
    void aVirtualThreadIsNamed() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        Runnable waits =
                loader.does(
                        Runnable.class,
                        (_, _, _) -> {
                            begun.countDown();
                            end.await();
                            return null;
                        });
        Thread thread = Thread.ofVirtual().name("songs' \"mail\"").start(waits);
        begun.await();
        try {
            assertThat(holder())
                    .isEqualTo(
                            "virtual thread 'songs' \"mail\"' (it runs %s)"
                                    .formatted(waits.getClass().getName()));
        } finally {
            end.countDown();
            thread.join();
        }
    }

    @Test
    void aHandlerOfTheJdksLogIsNamed() throws Exception {
        Handler handler = (Handler) loader.make(Hearer.class);
        Logger.getLogger("").addHandler(handler);
        try {
            assertThat(holder()).contains("java.util.logging.").contains(".handlers (");
        } finally {
            Logger.getLogger("").removeHandler(handler);
        }
    }

    @Test
    void whoListensToTheMemoryIsNamed() throws Exception {
        NotificationEmitter memory = (NotificationEmitter) ManagementFactory.getMemoryMXBean();
        NotificationListener listener = loader.idle(NotificationListener.class);
        memory.addNotificationListener(listener, null, null);
        try {
            assertThat(holder()).startsWith("what listens to the machine's memory (");
        } finally {
            memory.removeNotificationListener(listener, null, null);
        }
    }

    @Test
    void aCleanerIsNamedWithItsThread() {
        Object cleaned = new Object();
        Cleaner.Cleanable held = Cleaner.create().register(cleaned, loader.idle(Runnable.class));
        try {
            assertThat(holder()).startsWith("thread 'Cleaner-").contains(".action (");
        } finally {
            held.clean();
            Reference.reachabilityFence(cleaned);
        }
    }

    @Test
    void theFactoryOfFiltersOfStreamsIsNamed() throws Exception {
        // By what is public it is set once in the life of a machine.
        ObjectInputFilter.Config.getSerialFilterFactory();
        Field field = ObjectInputFilter.Config.class.getDeclaredField("serialFilterFactory");
        field.setAccessible(true);
        Object before = field.get(null);
        field.set(null, loader.does(BinaryOperator.class, (_, _, arguments) -> arguments[1]));
        try {
            assertThat(holder()).startsWith("the factory of filters of streams of objects (");
        } finally {
            field.set(null, before);
        }
    }

    @Test
    void whoIsToTrustServersIsNamed() throws Exception {
        SSLSocketFactory before = HttpsURLConnection.getDefaultSSLSocketFactory();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {loader.idle(X509TrustManager.class)}, null);
        HttpsURLConnection.setDefaultSSLSocketFactory(context.getSocketFactory());
        try {
            assertThat(holder()).contains(".defaultSSLSocketFactory (").contains(".trustManager (");
        } finally {
            HttpsURLConnection.setDefaultSSLSocketFactory(before);
        }
    }

    @Test
    void whatKnowsTypesOfFilesIsNamed() {
        FileNameMap before = URLConnection.getFileNameMap();
        URLConnection.setFileNameMap(loader.idle(FileNameMap.class));
        try {
            assertThat(holder()).startsWith("static field java.net.URLConnection.fileNameMap (");
        } finally {
            URLConnection.setFileNameMap(before);
        }
    }

    @Test
    void whatAClassValueHangsOnAClassOfTheJdkIsNamed() throws Exception {
        ClassValue<?> values = (ClassValue<?>) loader.make(Counts.class);
        assertThat(values.get(Integer.class)).isNotNull();
        try {
            assertThat(holder()).startsWith("what hangs on (class java.lang.Integer).");
        } finally {
            values.remove(Integer.class);
        }
    }

    @Test
    void whatIsHeldWeaklyIsHeldByNobody() {
        WEAKLY.add(loader);

        assertThat(LoaderHolders.find(loader)).isEmpty();
    }

    @Test
    void theServerIsStartedWithThePackagesOpenThatAreOpenHere() throws IOException {
        Path options =
                Path.of(
                        System.getProperty("backline.root"),
                        "deploy/server/src/main/backline/conf/jvm.options");
        List<String> opened =
                Files.readAllLines(options).stream()
                        .filter(line -> line.startsWith("--add-opens"))
                        .toList();

        assertThat(opened).isNotEmpty();
        assertThat(ManagementFactory.getRuntimeMXBean().getInputArguments())
                .filteredOn(argument -> argument.startsWith("--add-opens"))
                .containsExactlyInAnyOrderElementsOf(opened);
    }

    private String holder() {
        return LoaderHolders.find(loader).orElseThrow();
    }

    static final class Keys extends Provider {

        private static final long serialVersionUID = 1L;

        Keys() {
            super("Songs", "1", "");
        }
    }

    static final class Counts extends ClassValue<Object> {

        @Override
        protected Object computeValue(Class<?> type) {
            return this;
        }
    }

    static final class Rings extends TimerTask {

        @Override
        public void run() {}
    }

    static final class Hearer extends Handler {

        @Override
        public void publish(LogRecord record) {}

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
