package studio.backline.testkit.flat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.ClassUtils;
import studio.backline.contract.audit.AuditTrail;
import studio.backline.contract.bulk.BulkExport;
import studio.backline.contract.bulk.BulkLoad;
import studio.backline.contract.connections.Connections;
import studio.backline.contract.consent.ConsentLedger;
import studio.backline.contract.encryption.Sealer;
import studio.backline.contract.events.EventHandler;
import studio.backline.contract.events.Events;
import studio.backline.contract.files.Images;
import studio.backline.contract.jobs.JobHandler;
import studio.backline.contract.jobs.Jobs;
import studio.backline.contract.outbound.Outbound;
import studio.backline.contract.permission.Permissions;
import studio.backline.contract.permission.Role;
import studio.backline.contract.plugin.PluginEntry;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.subject.Subjects;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.CurrentCaller;
import studio.backline.contract.text.Texts;
import studio.backline.testkit.Distribution;
import studio.backline.testkit.TestDatabase;
import studio.backline.testkit.TestFolder;
import studio.backline.testkit.TestPostgres;

/**
 * A plugin in the flat class path of its test, on the real core: real roles, policies, search
 * functions and signed context in a PostgreSQL of its own, real sealing, files, consent, events,
 * mass loading, the way out. Only jobs run at once, permissions are a test's to switch, accounts
 * are connected without a provider, and texts are English. The core runs from the distribution's
 * folder in a class loader of its own, so that the plugin under test sees nothing of it but the
 * contract.
 *
 * <p>Made once per JVM and plugin, see {@link #shared}. Each test takes a workspace of its own, by
 * {@link #newWorkspace()}, and works inside {@link #call} or {@link #run}.
 */
public final class FlatHost {

    private static final Map<Class<?>, FlatHost> SHARED = new ConcurrentHashMap<>();

    private final Platform platform;
    private final TestDatabase database;
    private final SwitchablePermissions permissions = new SwitchablePermissions();
    private final JobsAtOnce jobs;
    private final ReachableHosts hosts;
    private final ConnectedAccounts accounts;
    private final AnnotationConfigApplicationContext context;

    private FlatHost(Class<? extends PluginEntry> entry, TestDatabase database, Path folder) {
        this.database = database;
        this.platform = startPlatform(database, folder);
        this.jobs = new JobsAtOnce(this::handlers, platform.shared(CurrentCaller.class), this::as);
        PluginDescriptor descriptor = PluginDescriptor.read(entry.getClassLoader());
        this.hosts = new ReachableHosts(entered -> wayOut(descriptor, entered));
        this.accounts =
                new ConnectedAccounts(
                        platform.shared(CurrentCaller.class),
                        descriptor.providers().keySet(),
                        (caller, happened, facts) -> tell(caller, descriptor, happened, facts));
        this.context = startPlugin(entry, descriptor);
    }

    /** The host of this JVM for the plugin with this entry; starts it at the first call. */
    public static FlatHost shared(Class<? extends PluginEntry> entry) {
        return SHARED.computeIfAbsent(
                entry,
                unseen ->
                        new FlatHost(
                                entry,
                                TestPostgres.shared().newDatabase("flat"),
                                TestFolder.untilTheEnd("flat")));
    }

    /**
     * A host on a database of another server, such as one with a studio's own settings.
     *
     * @param folder its data and keys, which belong to the database from then on
     */
    public static FlatHost on(
            TestDatabase database, Path folder, Class<? extends PluginEntry> entry) {
        return new FlatHost(entry, database, folder);
    }

    /** A bean of the plugin. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** All beans of a type, such as the screens that the plugin contributes. */
    public <T> List<T> beans(Class<T> type) {
        return context.getBeanProvider(type).orderedStream().toList();
    }

    /** Makes an object with its constructor's arguments from the plugin's context: a view. */
    public <T> T create(Class<T> type) {
        return context.getAutowireCapableBeanFactory().createBean(type);
    }

    /** What the plugin's jobs came to; lets them die on purpose. */
    public JobsAtOnce jobs() {
        return jobs;
    }

    /** Who may do what: all may do everything until a test says otherwise. */
    public SwitchablePermissions permissions() {
        return permissions;
    }

    /** Where the plugin's requests may go beside the hosts that it declares. */
    public ReachableHosts hosts() {
        return hosts;
    }

    /** Accounts that people have connected for the plugin. */
    public ConnectedAccounts accounts() {
        return accounts;
    }

    /** The database, by its superuser: to look at what is really stored. */
    public TestDatabase database() {
        return database;
    }

    /** A new, empty workspace with its owner. */
    public Caller newWorkspace() {
        AccountId owner = AccountId.next();
        String slug = "w" + owner.toString().replace("-", "");
        return FlatWorkspaces.create(platform, owner, slug);
    }

    /** The same workspace, seen by another member. */
    public Caller member(Caller caller, Role role) {
        return new Caller(caller.workspace(), Optional.of(AccountId.next()), role);
    }

    /** Runs work as the caller, as a request of theirs would, outside any transaction. */
    public <T> T call(Caller caller, Callable<T> work) {
        try {
            return as(caller, work);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs work as the caller, as a request of theirs would, outside any transaction. */
    public void run(Caller caller, Runnable work) {
        call(
                caller,
                () -> {
                    work.run();
                    return caller;
                });
    }

    /** Runs work as the caller, in a transaction of the plugin. */
    public <T> T inTransaction(Caller caller, Callable<T> work) {
        return call(
                caller,
                () ->
                        new TransactionTemplate(bean(PlatformTransactionManager.class))
                                .execute(
                                        status -> {
                                            try {
                                                return work.call();
                                            } catch (RuntimeException e) {
                                                throw e;
                                            } catch (Exception e) {
                                                throw new IllegalStateException(e);
                                            }
                                        }));
    }

    @SuppressWarnings("unchecked")
    private <T> T as(Caller caller, Callable<T> work) throws Exception {
        return (T)
                platform.invoke(
                        "tenancy.WorkspaceScope",
                        platform.bean("tenancy.WorkspaceScope"),
                        "call",
                        caller,
                        work);
    }

    private List<JobHandler> handlers() {
        return context.getBeanProvider(JobHandler.class).stream().toList();
    }

    private static Platform startPlatform(TestDatabase database, Path folder) {
        try {
            return Platform.start(Distribution.folder(), folder, database);
        } catch (IOException e) {
            throw new UncheckedIOException("The flat host finds no room on the disk", e);
        }
    }

    private Outbound wayOut(PluginDescriptor descriptor, Set<URI> entered) {
        String caller = "outbound.OutboundCaller";
        Object declared = platform.call(caller, null, "of", descriptor.id(), descriptor.hosts());
        Object all = platform.call(caller, declared, "entered", entered);
        return (Outbound) of("outbound.OutboundHttp", "on", all);
    }

    private void tell(
            Caller caller,
            PluginDescriptor descriptor,
            String happened,
            Map<String, String> facts) {
        String events = "events.HouseEvents";
        PluginId id = new PluginId(descriptor.id());
        run(
                caller,
                () -> platform.call(events, platform.bean(events), "tell", id, happened, facts));
    }

    private AnnotationConfigApplicationContext startPlugin(
            Class<? extends PluginEntry> entry, PluginDescriptor descriptor) {
        ClassLoader loader = entry.getClassLoader();
        PluginId id = new PluginId(descriptor.id());
        Object schemas = platform.bean("database.PluginSchemas");
        platform.call(
                "database.PluginSchemas",
                schemas,
                "migrate",
                DeclaredSchema.of(platform, descriptor, loader));
        Object pool = platform.call("database.PluginSchemas", schemas, "open", id);
        DataSource connections =
                (DataSource) platform.call("database.PluginPool", pool, "dataSource");
        AnnotationConfigApplicationContext plugin =
                HostedContext.of(ClassUtils.getPackageName(entry), connections);
        Object way = offerServices(plugin, id, connections, loader);
        try {
            List<Class<?>> configurations = entry.getConstructor().newInstance().configurations();
            HostedContext.add(plugin, configurations);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot make the entry " + entry.getName(), e);
        }
        platform.call(
                "events.EventRuntime",
                platform.bean("events.EventRuntime"),
                "serve",
                way,
                loader,
                plugin.getBeanProvider(EventHandler.class).stream().toList());
        return plugin;
    }

    private Object offerServices(
            AnnotationConfigApplicationContext plugin,
            PluginId id,
            DataSource connections,
            ClassLoader loader) {
        DefaultListableBeanFactory beans = plugin.getDefaultListableBeanFactory();
        PlatformTransactionManager transactions = beans.getBean(PlatformTransactionManager.class);
        JdbcClient jdbc = JdbcClient.create(connections);
        Object way =
                platform.make("database.PluginConnection", id, connections, transactions, jdbc);
        CurrentCaller caller = platform.shared(CurrentCaller.class);
        offer(beans, CurrentCaller.class, caller);
        offer(beans, Permissions.class, permissions);
        offer(beans, Jobs.class, jobs);
        offer(beans, Texts.class, new BundledTexts(loader));
        offer(beans, Sealer.class, of("encryption.FieldEncryption", "forCaller", caller));
        offer(beans, Subjects.class, of("privacy.SubjectRegister", "on", way));
        offer(beans, ConsentLedger.class, of("privacy.ConsentRegister", "on", way));
        offer(beans, BulkLoad.class, of("bulk.Bulk", "loadOn", way));
        offer(beans, BulkExport.class, of("bulk.Bulk", "exportOn", way));
        offer(beans, AuditTrail.class, of("audit.Audit", "on", jdbc));
        offer(beans, studio.backline.contract.files.Files.class, of("files.FileStore", "on", way));
        offer(beans, Images.class, of("files.ImageStore", "on", way));
        offer(beans, Events.class, of("events.EventRuntime", "on", way));
        offer(beans, Outbound.class, hosts);
        offer(beans, Connections.class, accounts);
        return way;
    }

    private Object of(String type, String method, Object argument) {
        return platform.call(type, platform.bean(type), method, argument);
    }

    private static void offer(DefaultListableBeanFactory beans, Class<?> type, Object service) {
        beans.registerSingleton(type.getName(), type.cast(service));
    }
}
