package studio.backline.plugins.crm.importing.rows;

import java.util.Map;
import java.util.Optional;
import studio.backline.plugins.crm.PartyRole;

/** Roles as files word them, folded, in English, German and Polish. */
final class RoleWords {

    private static final Map<String, PartyRole> WORDS =
            Map.ofEntries(
                    Map.entry("fans", PartyRole.FAN),
                    Map.entry("musician", PartyRole.ARTIST),
                    Map.entry("kunstler", PartyRole.ARTIST),
                    Map.entry("kunstlerin", PartyRole.ARTIST),
                    Map.entry("artysta", PartyRole.ARTIST),
                    Map.entry("producer", PartyRole.COLLABORATOR),
                    Map.entry("photographer", PartyRole.COLLABORATOR),
                    Map.entry("booker", PartyRole.AGENT),
                    Map.entry("booking", PartyRole.AGENT),
                    Map.entry("veranstalter", PartyRole.PROMOTER),
                    Map.entry("organizator", PartyRole.PROMOTER),
                    Map.entry("club", PartyRole.VENUE),
                    Map.entry("orchester", PartyRole.ORCHESTRA),
                    Map.entry("orkiestra", PartyRole.ORCHESTRA),
                    Map.entry("journalist", PartyRole.PRESS),
                    Map.entry("presse", PartyRole.PRESS),
                    Map.entry("prasa", PartyRole.PRESS),
                    Map.entry("kurator", PartyRole.CURATOR),
                    Map.entry("kunde", PartyRole.CLIENT),
                    Map.entry("klient", PartyRole.CLIENT),
                    Map.entry("wytwornia", PartyRole.LABEL));

    private RoleWords() {}

    static Optional<PartyRole> find(String folded) {
        return Optional.ofNullable(WORDS.get(folded));
    }
}
