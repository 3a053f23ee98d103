package studio.backline.plugins.crm.person.ui;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.Standing;
import studio.backline.contract.consent.Standing.State;
import studio.backline.contract.subject.SubjectId;
import studio.backline.plugins.crm.consent.ConsentService;
import studio.backline.plugins.crm.consent.Standings;
import studio.backline.plugins.crm.consent.ui.SaidNoQuestion;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.party.ui.WhileThere;
import studio.backline.plugins.crm.ui.CrmWords;

/**
 * What can be done on a person's page about writing to them: an address opens, a no is recorded.
 *
 * @param there for a person who may be gone by then
 * @param done what comes after it
 */
record ConsentActs(CrmWords words, ConsentService consents, WhileThere there, Runnable done) {

    void open(SubjectId id, ContactPoint mail, Standings standings) {
        standings
                .under(mail)
                .map(OpenAddressDialog::key)
                .map(key -> new OpenAddressDialog(words, key, mail))
                .ifPresent(dialog -> dialog.ask(reason -> consents.open(id, mail, reason), done));
    }

    void refuse(SubjectId id, Standings standings) {
        new SaidNoQuestion<>(
                        words,
                        "crm.no.person.",
                        Stream.of(Channel.values())
                                .filter(way -> mayStillRefuse(way, standings))
                                .toList(),
                        way -> label(way, standings))
                .ask((ways, no) -> there.act(() -> consents.refuse(id, ways, no)), done);
    }

    /** Whether a no to anything would say more than is known. */
    static boolean mayRefuse(Standings standings) {
        return Stream.of(Channel.values()).anyMatch(way -> mayStillRefuse(way, standings));
    }

    private static boolean mayStillRefuse(Channel way, Standings standings) {
        return known(way, standings).filter(said -> said.state() == State.OBJECTED).isEmpty();
    }

    private String label(Channel way, Standings standings) {
        String name = name(words, way);
        return known(way, standings)
                .filter(said -> said.state().compareTo(State.BOUNCED) < 0)
                .map(said -> words.get("crm.no.known", name, words.standing(Optional.of(said))))
                .orElse(name);
    }

    /** What a way to reach people is called. */
    static String name(CrmWords words, Channel way) {
        return words.get("crm.no.way." + way.name().toLowerCase(Locale.ROOT));
    }

    private static Optional<Standing> known(Channel way, Standings standings) {
        return Optional.ofNullable(standings.person().get(way));
    }
}
