package studio.backline.ui.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import studio.backline.platform.encryption.WorkspaceKeyEvent;

/** Whatever is recorded anywhere is told in a sentence. */
class EachActHasASentenceTest {

    private static final Path HOUSE = Path.of("..");
    private static final Pattern RECORDS =
            Pattern.compile(
                    "\\b(Audit|AuditTrail|AuditEvent|WorkspaceActs|ConnectionTrail|HouseAccess"
                            + "|AdminAudit)\\b|recordInstance\\(|\\.audit\\(");
    private static final Pattern LITERAL =
            Pattern.compile("\"([a-z][a-z0-9]*\\.[a-z0-9]+(?:-[a-z0-9]+)*-?)\"");

    /** What looks like an act in those files and is none: settings, sealings, callers, jobs. */
    private static final Set<String> OTHERS =
            Set.of(
                    "identity.registration",
                    "identity.several",
                    "mail.settings",
                    "backup.plan",
                    "backup.place",
                    "backup.place-secret",
                    "backup.failed",
                    "backup.made-there",
                    "core.backup",
                    "crm.import-people",
                    "crm.rehearse-import",
                    "crm.undo-import");

    @Test
    void eachActOfTheHouseHasASentence() throws IOException {
        Set<String> acts = acts(HOUSE.resolve("platform/src/main/java"));
        for (String begun : List.of("encryption.key-", "encryption.account-key-")) {
            assertThat(acts.remove(begun)).isTrue();
            for (WorkspaceKeyEvent.Change change : WorkspaceKeyEvent.Change.values()) {
                acts.add(begun + change.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            }
        }
        assertThat(acts).hasSizeGreaterThan(40);
        assertThat(missing(acts, HOUSE.resolve("ui"))).isEmpty();
    }

    @Test
    void eachActOfABundledPluginHasOneOfThePlugins() throws IOException {
        Path crm = HOUSE.resolve("plugins/crm");
        Set<String> acts = acts(crm.resolve("src/main/java"));
        acts.addAll(List.of("crm.people-exported", "crm.organisations-exported"));
        assertThat(acts).hasSizeGreaterThan(8);
        assertThat(missing(acts, crm)).isEmpty();
    }

    private static Set<String> missing(Set<String> acts, Path module) throws IOException {
        Properties texts = new Properties();
        try (Reader bundle =
                Files.newBufferedReader(
                        module.resolve("src/main/resources/i18n/messages.properties"))) {
            texts.load(bundle);
        }
        Set<String> missing = new TreeSet<>(acts);
        missing.removeIf(act -> texts.containsKey("activity." + act));
        return missing;
    }

    private static Set<String> acts(Path sources) throws IOException {
        Set<String> acts = new TreeSet<>();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
                String text = Files.readString(file);
                if (RECORDS.matcher(text).find()) {
                    LITERAL.matcher(text)
                            .results()
                            .map((MatchResult found) -> found.group(1))
                            .filter(each -> !OTHERS.contains(each))
                            .forEach(acts::add);
                }
            }
        }
        return acts;
    }
}
