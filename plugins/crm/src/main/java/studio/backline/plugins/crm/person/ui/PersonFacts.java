package studio.backline.plugins.crm.person.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.Standing;
import studio.backline.contract.consent.Standing.State;
import studio.backline.plugins.crm.consent.Standings;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.party.ui.PartyFacts;
import studio.backline.plugins.crm.person.Affiliation;
import studio.backline.plugins.crm.person.PersonDetails;
import studio.backline.plugins.crm.person.PersonName;
import studio.backline.plugins.crm.person.PersonProfile;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.screens.Icons;

/** What is known of a person; under each way to reach them, whether one may. */
final class PersonFacts extends Div {

    private final CrmWords words;
    private final PartyFacts facts;
    private final Section reach;
    private final List<Button> opens = new ArrayList<>();
    private Consumer<ContactPoint> open = mail -> {};

    PersonFacts(CrmWords words, PersonProfile person, Standings standings) {
        this.words = words;
        this.facts = new PartyFacts(words);
        PersonDetails details = person.details();
        reach =
                facts.reach(
                        details.contacts(),
                        details.city(),
                        details.country(),
                        point -> under(point, standings));
        add(reach);
        addNoes(standings);
        facts.rolesAndTags(details.roles(), details.tags()).ifPresent(this::add);
        if (!details.affiliations().isEmpty()) {
            add(affiliations(details));
        }
        addNames(details);
        add(
                facts.kept(
                        words.get("crm.person.added-on", words.day(person.createdAt())),
                        words.get("crm.person.changed-on", words.day(person.changedAt()))));
    }

    /** Puts beside each address that is closed by itself what opens it again. */
    void offerToOpen(Consumer<ContactPoint> how) {
        open = how;
        opens.forEach(button -> button.setVisible(true));
    }

    /** Puts under the ways to reach them what records that they said no. */
    void offerToRefuse(Runnable how) {
        reach.add(facts.saidNo(how));
    }

    /** What they said no to, by which way so ever; beside the addresses, since not all have one. */
    private void addNoes(Standings standings) {
        UnorderedList list = PartyFacts.list();
        for (Channel way : Channel.values()) {
            Optional<Standing> said =
                    Optional.ofNullable(standings.person().get(way)).filter(PersonFacts::isNo);
            said.ifPresent(
                    no -> {
                        Div fact =
                                new Div(
                                        PartyFacts.text(ConsentActs.name(words, way)),
                                        facts.standing(said),
                                        PartyFacts.small(no.source()));
                        fact.addClassName("bl-fact");
                        list.add(new ListItem(Icons.of(icon(way)), fact));
                    });
        }
        if (list.getComponentCount() > 0) {
            add(facts.part("crm.no.part", list));
        }
    }

    private static String icon(Channel way) {
        return switch (way) {
            case EMAIL -> "mail";
            case SMS, PHONE -> "phone";
            case POST -> "home";
        };
    }

    private List<Component> under(ContactPoint point, Standings standings) {
        List<Component> under = new ArrayList<>();
        if (point.kind() == ContactKind.PHONE) {
            addCallsAndTexts(under, point, standings);
        } else if (point.kind() == ContactKind.MAIL) {
            addHow(under, Channel.EMAIL, "", point, standings);
        }
        standings
                .under(point)
                .filter(known -> standings.canBeOpened(point))
                .ifPresent(known -> under.add(opens(point, known)));
        return under;
    }

    /** Of texts it is told where they are closed; with the calls, where the same closes both. */
    private void addCallsAndTexts(List<Component> under, ContactPoint point, Standings standings) {
        Optional<Standing> calls = standings.under(Channel.PHONE, point);
        Optional<Standing> texts = standings.under(Channel.SMS, point).filter(PersonFacts::isNo);
        boolean alone =
                standings.closesAddressAlone(Channel.PHONE, point)
                        == standings.closesAddressAlone(Channel.SMS, point);
        if (texts.isPresent() && alone && calls.filter(texts.get()::equals).isPresent()) {
            addHow(under, Channel.PHONE, "both", point, standings);
            return;
        }
        boolean named = texts.isPresent() || calls.filter(PersonFacts::isNo).isPresent();
        addHow(under, Channel.PHONE, named ? "phone" : "", point, standings);
        texts.ifPresent(no -> addHow(under, Channel.SMS, "sms", point, standings));
    }

    /** How it stands by one way, which is named where that is not plain; and why. */
    private void addHow(
            List<Component> under,
            Channel way,
            String named,
            ContactPoint point,
            Standings standings) {
        Optional<Standing> standing = standings.under(way, point);
        under.add(
                named.isEmpty()
                        ? facts.standing(standing)
                        : facts.standing(words.get("crm.standing.way." + named), standing));
        standing.ifPresent(known -> under.add(reason(known, way, point, standings)));
    }

    private static boolean isNo(Standing standing) {
        return standing.state().compareTo(State.BOUNCED) < 0;
    }

    private Span reason(Standing standing, Channel way, ContactPoint point, Standings standings) {
        String address = point.kind() == ContactKind.PHONE ? "number" : "address";
        String person = point.kind() == ContactKind.PHONE ? "caller" : "person";
        String how =
                standing.state() == State.GRANTED
                        ? "granted"
                        : (standings.closesAddressAlone(way, point) ? address : person)
                                + (standing.state() == State.BOUNCED ? "-bounced" : "");
        return PartyFacts.small(words.get("crm.standing.reason." + how, standing.source()));
    }

    private Div opens(ContactPoint point, Standing standing) {
        String key = OpenAddressDialog.key(standing) + "open";
        Button button = new Button(words.get(key), click -> open.accept(point));
        button.addThemeVariants(ButtonVariant.TERTIARY);
        button.setVisible(false);
        opens.add(button);
        Div line = new Div(button);
        line.addClassName("bl-actions");
        return line;
    }

    private Section affiliations(PersonDetails details) {
        UnorderedList list = PartyFacts.list();
        for (Affiliation affiliation : details.affiliations()) {
            list.add(
                    PartyFacts.fact(
                            "hall",
                            PartyFacts.text(affiliation.organisation()),
                            affiliation.position()));
        }
        return facts.part("crm.person.organisations", list);
    }

    private void addNames(PersonDetails details) {
        PersonName name = details.name();
        UnorderedList list = PartyFacts.list();
        addLine(list, "star", "stage", name.stage());
        addLine(list, "sort", "sort-form", name.sortForm());
        addLine(list, "signed", "salutation", name.salutation());
        addLine(list, "globe", "language", details.language());
        if (list.getComponentCount() > 0) {
            add(facts.part("crm.person.names", list));
        }
    }

    private void addLine(UnorderedList list, String icon, String field, String value) {
        if (!value.isBlank()) {
            String label = words.get("crm.field." + field);
            list.add(PartyFacts.fact(icon, PartyFacts.text(value), label));
        }
    }
}
