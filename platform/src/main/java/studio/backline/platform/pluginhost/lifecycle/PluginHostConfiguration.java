package studio.backline.platform.pluginhost.lifecycle;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.tenancy.CurrentCaller;
import studio.backline.platform.audit.Audit;
import studio.backline.platform.connections.ConnectionProviders;
import studio.backline.platform.connections.ConnectionRuntime;
import studio.backline.platform.database.Database;
import studio.backline.platform.database.PluginSchemas;
import studio.backline.platform.events.EventRuntime;
import studio.backline.platform.files.FileDesk;
import studio.backline.platform.files.FileErasure;
import studio.backline.platform.jobs.JobRuntime;
import studio.backline.platform.pluginhost.PluginMount;
import studio.backline.platform.pluginhost.ReaderLocale;
import studio.backline.platform.pluginhost.UnnamedFactory;
import studio.backline.platform.pluginhost.data.PluginEstate;
import studio.backline.platform.pluginhost.jar.JarCheck;
import studio.backline.platform.pluginhost.jar.PluginStore;
import studio.backline.platform.pluginhost.loading.PluginLoading;
import studio.backline.platform.pluginhost.loading.PublishedPackages;
import studio.backline.platform.pluginhost.manifest.ProviderMount;
import studio.backline.platform.pluginhost.nodes.JarRows;
import studio.backline.platform.pluginhost.nodes.NodeRuns;
import studio.backline.platform.pluginhost.nodes.PluginTurn;
import studio.backline.platform.pluginhost.permission.DeclaredPermissions;
import studio.backline.platform.pluginhost.permission.RolePermissions;
import studio.backline.platform.pluginhost.running.ForeignCode;
import studio.backline.platform.pluginhost.running.PluginContexts;
import studio.backline.platform.pluginhost.running.WarmUp;
import studio.backline.platform.pluginhost.unload.UnloadedLoaders;
import studio.backline.platform.privacy.SubjectRegister;
import studio.backline.platform.work.Bell;
import studio.backline.platform.work.CrashPoint;
import studio.backline.platform.work.NodeName;

/** Wires the plugin host, and ties it to the start and stop of the server. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PluginHostProperties.class)
class PluginHostConfiguration {

    @Bean
    static UnnamedFactory unnamedFactory() {
        return new UnnamedFactory();
    }

    @Bean
    DeclaredPermissions declaredPermissions() {
        return new DeclaredPermissions();
    }

    @Bean
    @Primary
    RolePermissions rolePermissions(CurrentCaller caller, DeclaredPermissions declared) {
        return new RolePermissions(caller, declared);
    }

    @Bean
    PluginFolders pluginFolders(
            PluginHostProperties properties, @Value("${backline.data:./data}") Path data) {
        return new PluginFolders(properties.bundledFolder(), data.resolve("plugins/drop"));
    }

    @Bean
    PluginStore pluginStore(
            @Value("${backline.data:./data}") Path data,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        return new PluginStore(
                data.resolve("plugins"), new JarRows(jdbc, new TransactionTemplate(transactions)));
    }

    @Bean
    NodeRuns nodeRuns(
            JdbcClient jdbc, PlatformTransactionManager transactions, NodeName node, Bell bell) {
        return new NodeRuns(jdbc, new TransactionTemplate(transactions), node, bell);
    }

    @Bean
    OtherNodes otherNodes(
            PluginRoster roster,
            InstalledReleases releases,
            PluginStarter starter,
            Database database,
            NodeRuns runs) {
        return new OtherNodes(roster, releases, starter, new PluginTurn(database), runs);
    }

    @Bean
    PluginRoster pluginRoster(PluginRows rows, UnloadedLoaders unloaded) {
        return new PluginRoster(rows, unloaded);
    }

    @Bean
    PluginRows pluginRows(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new PluginRows(jdbc, new TransactionTemplate(transactions));
    }

    @Bean
    UnloadedLoaders unloadedLoaders() {
        return new UnloadedLoaders();
    }

    @Bean
    JarCheck jarCheck(PluginStore store) {
        return JarCheck.ofThisServer(store.staging());
    }

    @Bean
    ForeignCode foreignCode(
            PluginHostProperties properties,
            @Value("${spring.lifecycle.timeout-per-shutdown-phase:2s}") String shutdown) {
        return new ForeignCode(
                Duration.ofSeconds(properties.timeLimitSeconds()),
                DurationStyle.detectAndParse(shutdown));
    }

    @Bean
    PluginLoading pluginLoading(
            PluginSchemas schemas,
            BeanFactory house,
            ObjectProvider<ReaderLocale> readers,
            ForeignCode foreign) {
        WarmUp.run();
        ReaderLocale reader =
                () ->
                        readers.stream()
                                .map(ReaderLocale::find)
                                .flatMap(Optional::stream)
                                .findFirst();
        return new PluginLoading(
                new PluginContexts(schemas, house, reader), PublishedPackages.read(), foreign);
    }

    @Bean
    Mounts mounts(
            ObjectProvider<PluginMount> mounts,
            JobRuntime jobs,
            EventRuntime events,
            FileDesk files,
            DeclaredPermissions permissions,
            NodeRuns runs) {
        return new Mounts(
                () -> mounts.orderedStream().toList(), jobs, events, files, permissions, runs);
    }

    @Bean
    PluginStarter pluginStarter(
            PluginLoading loading,
            PluginSchemas schemas,
            Mounts mounts,
            PluginRoster roster,
            UnloadedLoaders unloaded,
            ForeignCode foreign) {
        return new PluginStarter(loading, schemas, mounts, roster, unloaded, foreign);
    }

    @Bean
    PluginMount providerMount(ConnectionProviders providers) {
        return new ProviderMount(providers);
    }

    @Bean
    PluginEstate pluginEstate(
            PluginSchemas schemas,
            FileErasure files,
            JobRuntime jobs,
            EventRuntime events,
            SubjectRegister subjects,
            ConnectionRuntime connections) {
        return new PluginEstate(schemas, files, jobs, events, subjects, connections);
    }

    @Bean
    PluginDeeds pluginDeeds(Audit audit) {
        return new PluginDeeds(audit);
    }

    @Bean
    InstallUndo installUndo(
            PluginEstate estate,
            PluginStore store,
            PluginRows rows,
            PluginRoster roster,
            ObjectProvider<Clock> clock,
            ObjectProvider<CrashPoint> crashPoint) {
        return new InstallUndo(
                estate,
                store,
                rows,
                roster,
                clock.getIfAvailable(Clock::systemUTC),
                crashPoint.getIfAvailable(() -> step -> {}));
    }

    @Bean
    Installer installer(
            JarCheck check,
            PluginStore store,
            PluginRows rows,
            PluginRoster roster,
            PluginStarter starter,
            InstallUndo undo) {
        return new Installer(check, store, rows, roster, starter, undo);
    }

    @Bean
    InstalledReleases installedReleases(
            PluginStore store, JarCheck check, Installer installer, PluginRoster roster) {
        return new InstalledReleases(store, check, installer, roster);
    }

    @Bean
    Switchboard switchboard(
            InstalledReleases releases,
            PluginStarter starter,
            PluginRoster roster,
            PluginRows rows,
            PluginEstate estate,
            UnloadedLoaders unloaded) {
        return new Switchboard(releases, starter, roster, rows, estate, unloaded);
    }

    @Bean
    StartCount startCount(@Value("${backline.data:./data}") Path data) {
        return new StartCount(data.resolve("plugins/failed-starts"));
    }

    @Bean
    Startup pluginStartup(
            PluginRoster roster,
            InstalledReleases releases,
            InstallUndo undo,
            Switchboard switchboard,
            StartCount starts,
            PluginHostProperties properties,
            PluginDeeds deeds) {
        return new Startup(
                roster,
                releases,
                undo,
                switchboard,
                new Startup.Mode(starts, properties.safeMode()),
                deeds);
    }

    @Bean
    PluginHost plugins(
            PluginRoster roster,
            PluginHost.Changes changes,
            Startup startup,
            OtherNodes others,
            PluginFolders folders,
            PluginDeeds deeds) {
        return new PluginHost(roster, changes, startup, others, folders, deeds);
    }

    @Bean
    PluginHost.Changes pluginChanges(Installer installer, Switchboard switchboard) {
        return new PluginHost.Changes(installer, switchboard);
    }

    /**
     * The web server answers by now, so that screens can be mounted; it is not yet called ready.
     */
    @Bean
    ApplicationListener<ApplicationStartedEvent> startOfPlugins(PluginHost plugins) {
        return started -> plugins.start();
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> successOfStart(PluginHost plugins) {
        return ready -> plugins.succeeded();
    }

    /**
     * Before the web server waits for the requests under way, one of which may be an installation.
     */
    @Bean
    ApplicationListener<ContextClosedEvent> stopOfPlugins(
            PluginHost plugins, ConfigurableApplicationContext context) {
        return closed -> {
            if (closed.getApplicationContext() == context) {
                plugins.stopping();
            }
        };
    }

    /** What fails because a stop was asked for meanwhile finds the context closed, or closing. */
    @Bean
    ApplicationListener<ApplicationFailedEvent> failureOfStart(
            PluginHost plugins, ConfigurableApplicationContext context) {
        return failed -> {
            if (context.isActive()) {
                plugins.failed();
            }
        };
    }
}
