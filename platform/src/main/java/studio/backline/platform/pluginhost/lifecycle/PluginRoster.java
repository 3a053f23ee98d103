package studio.backline.platform.pluginhost.lifecycle;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.pluginhost.KeptPlugin;
import studio.backline.platform.pluginhost.LocalizedText;
import studio.backline.platform.pluginhost.PluginInfo;
import studio.backline.platform.pluginhost.PluginManifest;
import studio.backline.platform.pluginhost.refusal.Refusals;
import studio.backline.platform.pluginhost.running.StartedPlugin;
import studio.backline.platform.pluginhost.unload.UnloadedLoaders;

/** Plugins as any thread may see them; written by the lifecycle thread, beside the rows. */
final class PluginRoster {

    private final Map<PluginId, PluginRow> known = new ConcurrentSkipListMap<>();
    private final Map<PluginId, PluginManifest> manifests = new ConcurrentSkipListMap<>();
    private final Map<PluginId, StartedPlugin> running = new ConcurrentSkipListMap<>();
    private final Map<PluginId, String> changed = new ConcurrentSkipListMap<>();
    private final Map<PluginId, String> runningJars = new ConcurrentSkipListMap<>();
    private final Map<PluginId, String> refusals = new ConcurrentSkipListMap<>();
    private final PluginRows rows;
    private final UnloadedLoaders unloaded;

    PluginRoster(PluginRows rows, UnloadedLoaders unloaded) {
        this.rows = rows;
        this.unloaded = unloaded;
    }

    /** Reads the rows as they are. */
    List<PluginRow> reload() {
        List<PluginRow> all = rows.all();
        known.clear();
        all.forEach(row -> known.put(row.id(), row));
        return all;
    }

    /** The rows as they are, which are not shown by that. */
    List<PluginRow> read() {
        return rows.all();
    }

    /** Shows a row as it is on this node. */
    void show(PluginRow row) {
        known.put(row.id(), row);
    }

    /** Why one does not start on this node that runs on another. */
    void refused(PluginId id, String why) {
        refusals.put(id, why);
    }

    Optional<String> refusal(PluginId id) {
        return Optional.ofNullable(refusals.get(id));
    }

    /** Commits the row, then shows it. */
    PluginRow save(PluginRow row) {
        rows.save(row);
        known.put(row.id(), row);
        return row;
    }

    void forget(PluginId id) {
        // Its name stays: there may be something to tell of it.
        known.remove(id);
        changed.remove(id);
    }

    void describe(PluginManifest manifest) {
        manifests.put(manifest.id(), manifest);
    }

    Optional<PluginRow> row(PluginId id) {
        return Optional.ofNullable(known.get(id));
    }

    /** The rows as they are now, by id. */
    Map<PluginId, PluginRow> rows() {
        return Map.copyOf(known);
    }

    void started(StartedPlugin plugin, String sha256) {
        runningJars.put(plugin.id(), sha256);
        running.put(plugin.id(), plugin);
        changed.remove(plugin.id());
    }

    Optional<StartedPlugin> stopped(PluginId id) {
        return Optional.ofNullable(running.remove(id));
    }

    List<StartedPlugin> running() {
        return List.copyOf(running.values());
    }

    List<PluginId> runningIds() {
        return List.copyOf(running.keySet());
    }

    /** Whether the row's release runs on this node. */
    boolean runs(PluginRow row) {
        return running.containsKey(row.id())
                && row.release().sha256().equals(runningJars.get(row.id()));
    }

    /** Removed plugins whose data is kept. */
    List<KeptPlugin> kept() {
        return rows.allKept();
    }

    /** There is something to tell of data that nobody uses at present. */
    void changed(PluginId id, String told) {
        changed.put(id, told);
    }

    /** What is to be told of plugins as it is now. */
    List<String> notices() {
        Stream<String> leaving =
                known.values().stream()
                        .filter(PluginRow::isLeaving)
                        .flatMap(row -> row.reason().stream());
        Stream<String> held =
                unloaded.held().stream()
                        .filter(id -> !known.containsKey(id))
                        .map(id -> Refusals.explain("explain.held", name(id)));
        return Stream.of(leaving, changed.values().stream(), held).flatMap(each -> each).toList();
    }

    /** What it is called, where that is known. */
    String name(PluginId id) {
        PluginManifest manifest = manifests.get(id);
        return manifest == null ? id.value() : manifest.name().in(Locale.ENGLISH);
    }

    List<PluginInfo> infos() {
        return known.values().stream().map(this::info).toList();
    }

    PluginInfo info(PluginRow row) {
        PluginManifest manifest = manifests.get(row.id());
        LocalizedText idOnly = new LocalizedText(Map.of("en", row.id().value()));
        return new PluginInfo(
                row.id(),
                row.release().version(),
                manifest == null ? idOnly : manifest.name(),
                manifest == null ? idOnly : manifest.description(),
                row.enabled(),
                row.state(),
                row.reason(),
                unloaded.isHeld(row.id()),
                row.installedAt());
    }
}
