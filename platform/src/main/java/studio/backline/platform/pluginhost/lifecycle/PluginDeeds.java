package studio.backline.platform.pluginhost.lifecycle;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.audit.Audit;
import studio.backline.platform.pluginhost.KeptPlugin;
import studio.backline.platform.pluginhost.PluginVersion;

/** Puts on record, in the instance's chain, who changed which plugin. */
final class PluginDeeds {

    private final Audit audit;

    PluginDeeds(Audit audit) {
        this.audit = audit;
    }

    void installed(Optional<AccountId> who, PluginRow row, Optional<PluginRow.Release> before) {
        Map<String, String> facts = facts(row);
        before.ifPresent(old -> facts.put("from", old.version().toString()));
        String act = before.isPresent() ? "plugin.upgraded" : "plugin.installed";
        audit.recordInstance(who, act, Optional.empty(), facts);
    }

    void enabled(Optional<AccountId> who, PluginRow row) {
        audit.recordInstance(who, "plugin.enabled", Optional.empty(), facts(row));
    }

    void disabled(Optional<AccountId> who, PluginRow row) {
        audit.recordInstance(who, "plugin.disabled", Optional.empty(), facts(row));
    }

    /** The data of a plugin that was removed before. */
    void erased(Optional<AccountId> who, KeptPlugin kept) {
        removed(who, facts(kept.id(), kept.version()), true);
    }

    void removed(Optional<AccountId> who, PluginRow row, boolean erased) {
        removed(who, facts(row), erased);
    }

    private void removed(Optional<AccountId> who, Map<String, String> facts, boolean erased) {
        facts.put("data", erased ? "erased" : "kept");
        audit.recordInstance(who, "plugin.removed", Optional.empty(), facts);
    }

    /** A change that was cut off was taken back at the next start. */
    void undone(PluginRow row) {
        audit.recordInstance(
                Optional.empty(), "plugin.change-undone", Optional.empty(), facts(row));
    }

    private static Map<String, String> facts(PluginRow row) {
        return facts(row.id(), row.release().version());
    }

    private static Map<String, String> facts(PluginId id, PluginVersion version) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("plugin", id.value());
        facts.put("version", version.toString());
        return facts;
    }
}
