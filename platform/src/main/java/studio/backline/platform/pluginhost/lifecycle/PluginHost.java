package studio.backline.platform.pluginhost.lifecycle;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.database.HeldData;
import studio.backline.platform.pluginhost.AvailablePlugin;
import studio.backline.platform.pluginhost.InstallPlan;
import studio.backline.platform.pluginhost.KeptPlugin;
import studio.backline.platform.pluginhost.PluginInfo;
import studio.backline.platform.pluginhost.PluginRefusedException;
import studio.backline.platform.pluginhost.Plugins;
import studio.backline.platform.pluginhost.RemovalChoice;
import studio.backline.platform.pluginhost.RemovalResult;
import studio.backline.platform.pluginhost.RunningPlugin;
import studio.backline.platform.pluginhost.refusal.Refusals;
import studio.backline.platform.pluginhost.running.Rehearsal;

/** The one {@link Plugins}: hands each change to the lifecycle thread. */
final class PluginHost implements Plugins, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PluginHost.class);

    private static final InstallPlan.Step SAME = InstallPlan.Step.SAME_VERSION;

    private final LifecycleThread thread = new LifecycleThread();
    private final PluginRoster roster;
    private final Installer installer;
    private final Switchboard switchboard;
    private final Startup startup;
    private final OtherNodes others;
    private final PluginFolders folders;
    private final PluginDeeds deeds;
    private volatile boolean stopping;

    PluginHost(
            PluginRoster roster,
            Changes changes,
            Startup startup,
            OtherNodes others,
            PluginFolders folders,
            PluginDeeds deeds) {
        this.roster = roster;
        this.installer = changes.installer();
        this.switchboard = changes.switchboard();
        this.startup = startup;
        this.others = others;
        this.folders = folders;
        this.deeds = deeds;
    }

    /** What changes plugins. */
    record Changes(Installer installer, Switchboard switchboard) {}

    /** Puts in order what an earlier run left, and starts what shall run. Never throws. */
    void start() {
        thread.call(
                PluginHost::startingUp,
                () -> {
                    startup.begin();
                    comeUp();
                    return true;
                });
    }

    private void comeUp() throws Exception {
        others.begin();
        try {
            others.inTurn(
                    () -> {
                        startup.run();
                        return true;
                    });
        } catch (PluginRefusedException busy) {
            // Whoever changes plugins now settles what is under way; the rest runs here, too.
            log.warn("{}", busy.getMessage());
            if (!startup.safeMode()) {
                others.follow();
            }
        }
    }

    private <T> T ask(Supplier<String> doing, Callable<T> change) {
        return thread.ask(doing, () -> others.inTurn(change));
    }

    private static String startingUp() {
        return Refusals.explain("doing.starting-up");
    }

    private static String following() {
        return Refusals.explain("doing.following");
    }

    private boolean takeUp(Path jar) {
        if (stopping) {
            return false;
        }
        try {
            requireNotCutOff(jar);
            folders.underWay().begun(jar);
            others.inTurn(() -> recordedInstall(jar, Optional.empty()));
            folders.taken(jar);
            return true;
        } catch (PluginRefusedException refused) {
            if (folders.isNews(jar, refused.getMessage())) {
                log.warn("{} is not installed: {}", jar.getFileName(), refused.getMessage());
            }
        } catch (Throwable failed) {
            // Whatever one jar brings about: the others, and the server, come up without it.
            log.warn("{} is not installed.", jar.getFileName(), failed);
            folders.refused(jar, Refusals.told(failed).getMessage(), this::inspect);
        }
        return false;
    }

    /** What a server has ended in the middle of may do the same to the next one. */
    private void requireNotCutOff(Path jar) {
        if (folders.underWay().has(jar) && !SAME.equals(inspect(jar).step())) {
            PluginRefusedException refused = Refusals.of("cut-off", jar.getFileName());
            folders.refused(jar, refused.getMessage(), this::inspect);
            throw refused;
        }
    }

    /**
     * The server is up: this start was no failure. Where no plugin has run yet the first one is
     * rehearsed, on the one thread where plugins start, so that nobody waits for it twice. The jars
     * in the folder come after that: one that hangs keeps no server from being ready.
     */
    void succeeded() {
        startup.starts().succeeded();
        if (startup.safeMode()) {
            return;
        }
        others.watch(() -> thread.later(PluginHost::following, others::follow));
        if (roster.running().isEmpty()) {
            thread.later(PluginHost::startingUp, Rehearsal::run);
        }
        folders.dropped().forEach(jar -> thread.later(this::doingInstall, () -> takeUp(jar)));
        folders.watch(jar -> thread.call(this::doingInstall, () -> takeUp(jar)));
    }

    /** The server does not come up with its plugins. */
    void failed() {
        startup.starts().failed();
    }

    @Override
    public List<PluginInfo> list() {
        return roster.infos();
    }

    @Override
    public List<KeptPlugin> kept() {
        return roster.kept();
    }

    @Override
    public List<RunningPlugin> running() {
        return List.copyOf(roster.running());
    }

    @Override
    public List<AvailablePlugin> available() {
        // What is there already is no offer; its card has all that can be done with it.
        return folders.available(this::inspect).stream()
                .filter(jar -> jar.plan().map(InstallPlan::step).filter(SAME::equals).isEmpty())
                .toList();
    }

    @Override
    public InstallPlan inspect(Path jar) {
        return installer.inspect(jar);
    }

    @Override
    public PluginInfo install(Path jar, Optional<AccountId> by) {
        requireNoSafeMode();
        return ask(this::doingInstall, () -> roster.info(recordedInstall(jar, by)));
    }

    private PluginRow recordedInstall(Path jar, Optional<AccountId> by) {
        Map<PluginId, PluginRow> before = roster.rows();
        PluginRow row;
        boolean ended = true;
        try {
            row = installer.install(jar);
        } catch (PluginRefusedException refused) {
            ended = !refused.code().equals(Installer.SHUTTING_DOWN);
            folders.refused(jar, refused.getMessage(), this::inspect);
            throw refused;
        } finally {
            if (ended) {
                folders.underWay().ended(jar);
            }
        }
        folders.accepted(jar);
        deeds.installed(by, row, Optional.ofNullable(before.get(row.id())).map(PluginRow::release));
        return row;
    }

    @Override
    public PluginInfo enable(PluginId id, Optional<AccountId> by) {
        requireNoSafeMode();
        return ask(
                doing("starting", id),
                () -> {
                    deeds.enabled(by, require(id).requireStaying());
                    return roster.info(switchboard.enable(require(id)));
                });
    }

    @Override
    public PluginInfo disable(PluginId id, Optional<AccountId> by) {
        return ask(
                doing("stopping", id),
                () -> {
                    deeds.disabled(by, require(id).requireStaying());
                    return roster.info(switchboard.disable(require(id)));
                });
    }

    @Override
    public Optional<List<HeldData>> held(PluginId id) {
        if (kept(id).isEmpty()) {
            require(id);
        }
        return switchboard.held(id);
    }

    @Override
    public RemovalResult remove(PluginId id, RemovalChoice choice, Optional<AccountId> by) {
        return ask(
                doing("removing", id),
                () -> {
                    Optional<KeptPlugin> kept = kept(id);
                    if (kept.isPresent()) {
                        return erase(kept.get(), choice, by);
                    }
                    PluginRow row = require(id);
                    // What is asked for is done, if not now, then at the next start.
                    deeds.removed(by, row, choice == RemovalChoice.ERASE_DATA);
                    return switchboard.remove(row, choice);
                });
    }

    @Override
    public boolean safeMode() {
        return startup.safeMode();
    }

    @Override
    public List<String> notices() {
        return Stream.concat(startup.notices().stream(), roster.notices().stream()).toList();
    }

    private static Supplier<String> doing(String what, PluginId id) {
        return () -> Refusals.explain("doing." + what, id);
    }

    /** Which one it is shows when it is on record. */
    private String doingInstall() {
        return roster.rows().values().stream()
                .filter(row -> row.isUnderWay() && row.reason().isEmpty())
                .map(row -> row.id() + " " + row.release().version())
                .findFirst()
                .map(release -> Refusals.explain("doing.installing", release))
                .orElseGet(() -> Refusals.explain("doing.reading"));
    }

    private Optional<KeptPlugin> kept(PluginId id) {
        return kept().stream().filter(each -> each.id().equals(id)).findFirst();
    }

    private RemovalResult erase(KeptPlugin kept, RemovalChoice choice, Optional<AccountId> by) {
        if (choice == RemovalChoice.KEEP_DATA) {
            throw Refusals.of("kept-already", kept.id(), kept.version());
        }
        deeds.erased(by, kept);
        return switchboard.erase(kept);
    }

    private PluginRow require(PluginId id) {
        Optional<PluginRow> row = roster.row(id);
        return row.orElseThrow(() -> Refusals.of("not-installed", id));
    }

    private void requireNoSafeMode() {
        if (startup.safeMode()) {
            throw Refusals.of("safe-mode");
        }
    }

    /** The server stops: who waits for a change is told so before requests are waited for. */
    void stopping() {
        stopping = true;
        switchboard.hurry();
    }

    @Override
    public void close() {
        stopping = true;
        folders.close();
        Duration room = switchboard.hurry();
        thread.close(
                () -> {
                    roster.running().forEach(plugin -> switchboard.close(plugin.id()));
                    others.close();
                },
                room);
        startup.starts().stopped();
    }
}
