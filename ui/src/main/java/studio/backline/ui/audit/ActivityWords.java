package studio.backline.ui.audit;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import studio.backline.contract.audit.AuditEvent.AuditObject;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.audit.AuditEntry;
import studio.backline.platform.audit.AuditEntry.Told;
import studio.backline.platform.identity.Account;
import studio.backline.platform.pluginhost.RunningPlugin;
import studio.backline.ui.text.HostTexts;
import studio.backline.ui.text.Network;

/**
 * Entries as sentences: of the house from its own texts, of a plugin from the plugin's.
 *
 * @param people who is named in what is shown
 */
record ActivityWords(HostTexts texts, ActivityRoom room, Map<UUID, Account> people) {

    private static final String SENTENCE = "activity.";
    private static final String PLUGIN_ROLE = "p_";

    /** For these entries. */
    static ActivityWords of(HostTexts texts, ActivityRoom room, List<AuditEntry> entries) {
        List<AccountId> named =
                entries.stream()
                        .flatMap(entry -> entry.told().stream())
                        .flatMap(ActivityWords::named)
                        .distinct()
                        .toList();
        return new ActivityWords(
                texts,
                room,
                room.accounts(named).stream()
                        .collect(
                                Collectors.toMap(
                                        account -> account.id().value(), Function.identity())));
    }

    private static Stream<AccountId> named(Told told) {
        return Stream.concat(
                told.who().stream(),
                told.object().map(AuditObject::id).map(AccountId::new).stream());
    }

    /** Who did what. */
    String sentence(AuditEntry entry) {
        String who = entry.told().map(told -> who(entry, told)).orElseGet(this::erased);
        String key = SENTENCE + entry.act();
        if (texts.has(key)) {
            return texts.get(key, who, object(entry));
        }
        return plugin(entry.act())
                .map(plugin -> plugin.texts().get(key, who))
                // A text that is not there comes back as its key.
                .filter(text -> !text.contains(key))
                .orElseGet(() -> texts.get("activity.unnamed", who, entry.act()));
    }

    /** From where, with the number that leads to the log. */
    String where(AuditEntry entry) {
        return entry.told()
                .map(AuditEntry.Told::origin)
                .map(
                        where ->
                                Stream.of(
                                                where.device()
                                                        .map(
                                                                it ->
                                                                        texts.get(
                                                                                "account.sessions.device",
                                                                                it.browser(),
                                                                                it.system())),
                                                where.network()
                                                        .map(
                                                                it ->
                                                                        texts.get(
                                                                                "activity.network",
                                                                                Network.called(
                                                                                        it))),
                                                where.correlation()
                                                        .map(
                                                                it ->
                                                                        texts.get(
                                                                                "activity.number",
                                                                                it)))
                                        .flatMap(Optional::stream)
                                        .collect(Collectors.joining(" · ")))
                .orElse("");
    }

    /** Counts, ids and choices that belong to it. */
    String facts(AuditEntry entry) {
        return entry.told().map(Told::facts).orElse(Map.of()).entrySet().stream()
                .map(fact -> fact(entry, fact.getKey(), fact.getValue()))
                .collect(Collectors.joining(" · "));
    }

    /** What the beginning of an act is about. */
    String area(String area) {
        return texts.has("activity.area." + area)
                ? texts.get("activity.area." + area)
                : plugin(area).map(ActivityWords::name).orElse(area);
    }

    private String fact(AuditEntry entry, String name, String value) {
        String key = "activity.fact." + name;
        if (texts.has(key)) {
            String said = key + "." + value;
            return texts.get(key, texts.has(said) ? texts.get(said) : value);
        }
        return plugin(entry.act())
                .map(plugin -> plugin.texts().get(key, value))
                .filter(text -> !text.contains(key))
                .orElseGet(() -> texts.get("activity.fact", name, value));
    }

    private String who(AuditEntry entry, Told told) {
        return switch (told.actor()) {
            case ACCOUNT ->
                    told.who().map(AccountId::value).map(this::person).orElseGet(this::erased);
            case PLUGIN -> byPlugin(entry);
            case VISITOR -> texts.get("activity.who.visitor");
            case HOST ->
                    entry.source().startsWith(PLUGIN_ROLE)
                            ? byPlugin(entry)
                            : texts.get("activity.who.host");
            case COMMAND_LINE -> texts.get("activity.who.command");
        };
    }

    private String byPlugin(AuditEntry entry) {
        return texts.get("activity.who.plugin", area(entry.act().split("\\.", 2)[0]));
    }

    private String object(AuditEntry entry) {
        return entry.told()
                .flatMap(Told::object)
                .map(AuditObject::id)
                .map(this::person)
                .orElseGet(this::erased);
    }

    private String person(UUID id) {
        Account known = people.get(id);
        return known == null ? erased() : known.displayName();
    }

    private String erased() {
        return texts.get("activity.who.erased");
    }

    private Optional<RunningPlugin> plugin(String act) {
        try {
            return room.names().plugin(new PluginId(act.split("\\.", 2)[0]));
        } catch (IllegalArgumentException e) {
            // No plugin can be called so.
            return Optional.empty();
        }
    }

    private static String name(RunningPlugin plugin) {
        return Objects.requireNonNull(plugin.manifest().name().in(HostTexts.readerLocale()));
    }
}
