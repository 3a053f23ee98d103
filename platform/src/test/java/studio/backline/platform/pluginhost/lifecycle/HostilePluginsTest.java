package studio.backline.platform.pluginhost.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.pluginhost.PluginRefusedException;
import studio.backline.platform.pluginhost.RemovalChoice;
import studio.backline.platform.pluginhost.unload.UnloadedLoaders;
import studio.backline.testkit.jar.PluginJarBuilder;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostilePluginsTest {

    /** Reads a bean factory from a stream that names it. */
    private static final String FACTORIES =
            """
            import java.io.*;
            import java.nio.charset.StandardCharsets;
            import org.springframework.beans.factory.support.DefaultListableBeanFactory;

            class Factories {
                static DefaultListableBeanFactory named(String name) throws Exception {
                    DefaultListableBeanFactory own = new DefaultListableBeanFactory();
                    own.setSerializationId("?".repeat(name.length()));
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    new ObjectOutputStream(out).writeObject(own);
                    String other =
                            out.toString(StandardCharsets.ISO_8859_1)
                                    .replace("?".repeat(name.length()), name);
                    InputStream in =
                            new ByteArrayInputStream(other.getBytes(StandardCharsets.ISO_8859_1));
                    return (DefaultListableBeanFactory) new Mine(in).readObject();
                }

                static class Mine extends ObjectInputStream {
                    Mine(InputStream in) throws IOException { super(in); }

                    protected Class<?> resolveClass(ObjectStreamClass type)
                            throws ClassNotFoundException {
                        return Class.forName(type.getName(), false, Mine.class.getClassLoader());
                    }
                }
            }
            """;

    private Path folder;
    private House house;

    @BeforeAll
    void open(@TempDir Path temporary) {
        folder = temporary;
        house = House.open(folder);
    }

    @AfterAll
    void close() {
        house.close();
    }

    @Test
    void aPluginThatReachesForAClassOfTheCoreIsToldWhich() {
        Path jar =
                PluginJarBuilder.plugin("digger")
                        .entry(
                                "return java.util.List.of("
                                        + "studio.backline.platform.pluginhost.Plugins.class);")
                        .build(folder);

        PluginRefusedException refused = refused(jar);

        assertThat(refused.code()).isEqualTo("reaches-outside");
        assertThat(refused.what())
                .contains("studio.backline.platform.pluginhost.Plugins")
                .contains("belongs to the core");
        assertNothingLeft("digger");
    }

    @Test
    void aPluginThatReachesForALibraryOfTheHostIsToldWhich() {
        Path jar =
                PluginJarBuilder.plugin("miner")
                        .entry("return java.util.List.of(org.pf4j.PluginManager.class);")
                        .build(folder);

        PluginRefusedException refused = refused(jar);

        assertThat(refused.what())
                .contains("org.pf4j.PluginManager")
                .contains("not among the published packages");
        assertNothingLeft("miner");
    }

    @Test
    void aPluginThatReachesForAnotherPluginsClassIsToldWhose() {
        Path lender =
                PluginJarBuilder.plugin("lender")
                        .source("Treasure", "public class Treasure {}")
                        .build(folder);
        house.plugins.install(lender);
        Path borrower =
                PluginJarBuilder.plugin("borrower")
                        .entry("return java.util.List.of(plugins.lender.Treasure.class);")
                        .build(folder, lender);

        PluginRefusedException refused = refused(borrower);

        assertThat(refused.code()).isEqualTo("reaches-outside");
        assertThat(refused.what()).contains("plugins.lender.Treasure").contains("plugin lender");
        assertNothingLeft("borrower");
        house.plugins.remove(new PluginId("lender"), RemovalChoice.ERASE_DATA);
    }

    @ParameterizedTest
    @CsvSource({
        "ClassLoader.getSystemClassLoader().getClass();, leaves-its-loader, .getSystemClassLoader",
        "ClassLoader.getPlatformClassLoader().getClass();, leaves-its-loader, .getPlatformClass",
        "new ClassLoader() { Object up = getSystemClassLoader(); };, leaves-its-loader, Entry$1",
        "System.exit(3);, ends-the-server, java.lang.System.exit",
        "java.util.function.IntConsumer end = System::exit;, ends-the-server, System.exit",
        "Runtime.getRuntime().halt(3);, ends-the-server, java.lang.Runtime.halt"
    })
    void aPluginWhoseOwnClassEndsTheServerOrLeavesItsLoaderIsToldWhere(
            String call, String code, String said) {
        String never = "if (System.nanoTime() == 0) { %s } return java.util.List.of();";

        PluginRefusedException refused =
                refused(
                        PluginJarBuilder.plugin("leaver")
                                .entry(never.formatted(call))
                                .build(folder));

        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.what()).contains("plugins/leaver/Entry", said);
        assertNothingLeft("leaver");
    }

    @Test
    void aPluginThatReadsACoreTableIsRefusedByTheDatabase() {
        Path jar = reading("reader", "select email from backline.account");

        PluginRefusedException refused = refused(jar);

        assertThat(refused.code()).isEqualTo("reaches-outside");
        assertThat(refused.what()).contains("permission denied");
        assertNothingLeft("reader");
    }

    @Test
    void whatAPluginMeetsInARowAsItStartsIsToldWithoutTheRow() {
        Path jar = reading("reader", "select cast(concat('Anna', ' Smith') as int)");

        PluginRefusedException refused = refused(jar);

        assertThat(refused.code()).isEqualTo("does-not-start");
        assertThat(refused.getMessage()).contains("(22P02)").doesNotContain("Anna");
        assertNothingLeft("reader");
    }

    @Test
    void aPluginCannotSeeHowTheServerWasStarted() {
        Path jar =
                PluginJarBuilder.wired(
                                "peeper",
                                """
                        @Bean Object peep(org.springframework.core.env.Environment environment,
                                org.springframework.context.ApplicationContext context) {
                            if (environment.getProperty("java.home") != null
                                    || environment.getProperty("PATH") != null) {
                                throw new IllegalStateException("saw the environment");
                            }
                            if (context.getParent().getParent() != null) {
                                throw new IllegalStateException("saw the root context");
                            }
                            return "nothing seen";
                        }
                        """)
                        .build(folder);

        house.plugins.install(jar);

        assertThat(house.running("peeper").beans(String.class)).contains("nothing seen");
        house.plugins.remove(new PluginId("peeper"), RemovalChoice.ERASE_DATA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.hibernate.internal.SessionFactoryRegistry.INSTANCE"
                        + ".getNamedSessionFactory(\"plugin lender\") != null",
                "Factories.named(\"plugin lender\").getBeanDefinitionCount() > 0",
                "Factories.named(\"house\").getBeanDefinitionCount() > 0"
            })
    void aPluginFindsNoOtherContextOnALibrarysListOfNames(String found) {
        house.plugins.install(PluginJarBuilder.plugin("lender").build(folder));
        Path jar =
                PluginJarBuilder.wired(
                                "finder",
                                """
                                @Bean Object find() throws Exception {
                                    if (%s) throw new IllegalStateException("found");
                                    return "nothing";
                                }
                                """
                                        .formatted(found))
                        .source("Factories", FACTORIES)
                        .build(folder);

        try {
            house.plugins.install(jar);
            house.plugins.remove(new PluginId("finder"), RemovalChoice.ERASE_DATA);
        } finally {
            house.plugins.remove(new PluginId("lender"), RemovalChoice.ERASE_DATA);
        }
    }

    @Test
    void aPluginWithAProxiedConfigurationIsRefused() {
        Path jar =
                PluginJarBuilder.plugin("proxied")
                        .entry("return java.util.List.of(Wiring.class);")
                        .source(
                                "Wiring",
                                "@org.springframework.context.annotation.Configuration"
                                        + " class Wiring {}")
                        .build(folder);

        assertThat(refused(jar).code()).isEqualTo("proxied-configuration");
        assertNothingLeft("proxied");
    }

    @ParameterizedTest
    @CsvSource({
        "'throw new AssertionError(\"boo\");', does-not-start, boo",
        "return type();, does-not-start, StackOverflowError",
        "throw new OutOfMemoryError();, does-not-start, OutOfMemoryError",
        "return null;, handler-without-type, plugins.thrower.Wiring"
    })
    void aPluginThatIsRefusedWhenItIsMountedIsUndoneAndLeavesTheMemory(
            String type, String code, String said) {
        PluginRefusedException refused = refused(handling("thrower", type).build(folder));

        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.what()).contains(said);
        assertNothingLeft("thrower");
        assertThat(house.bean(UnloadedLoaders.class).collect(new PluginId("thrower"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Exception a = new IllegalStateException(\"round\");"
                        + " a.initCause(new IllegalStateException(\"and round\", a));"
                        + " throw (RuntimeException) a;",
                "throw new RuntimeException() {"
                        + " public String getMessage() { throw new Error(); }"
                        + " public synchronized Throwable getCause() { throw new Error(); }"
                        + " public StackTraceElement[] getStackTrace() { return null; } };",
                "throw new RuntimeException() {"
                        + " public synchronized Throwable getCause() {"
                        + " return new RuntimeException(this); } };"
            })
    @Timeout(60)
    void aPluginWhoseExceptionIsATrapIsUndone(String entry) {
        PluginRefusedException refused =
                refused(PluginJarBuilder.plugin("trapper").entry(entry).build(folder));

        assertThat(refused.code()).isEqualTo("does-not-start");
        assertNothingLeft("trapper");
    }

    /** A plugin with a handler of jobs whose type is what this body returns. */
    static PluginJarBuilder handling(String id, String type) {
        return PluginJarBuilder.wired(
                id,
                """
                @Bean studio.backline.contract.jobs.JobHandler handler() {
                    return new studio.backline.contract.jobs.JobHandler() {
                        public String type() { %s }
                        public String run(studio.backline.contract.jobs.JobRun run) { return ""; }
                    };
                }
                """
                        .formatted(type));
    }

    private Path reading(String id, String query) {
        return PluginJarBuilder.wired(
                        id,
                        """
                @Bean Object rows(jakarta.persistence.EntityManagerFactory entities,
                        org.springframework.transaction.PlatformTransactionManager manager) {
                    return new org.springframework.transaction.support.TransactionTemplate(manager)
                            .execute(status ->
                                org.springframework.orm.jpa.EntityManagerFactoryUtils
                                    .getTransactionalEntityManager(entities)
                                    .createNativeQuery("%s").getResultList());
                }
                """
                                .formatted(query))
                .build(folder);
    }

    private PluginRefusedException refused(Path jar) {
        return catchThrowableOfType(PluginRefusedException.class, () -> house.plugins.install(jar));
    }

    private void assertNothingLeft(String id) {
        Traces.assertNone(folder, id);
        assertThat(house.plugins.find(new PluginId(id))).isEmpty();
    }
}
