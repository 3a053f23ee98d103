package studio.backline.plugins.crm.person.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import studio.backline.contract.consent.Standing;
import studio.backline.contract.consent.Standing.State;
import studio.backline.plugins.crm.consent.Standings;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.person.Affiliation;
import studio.backline.plugins.crm.person.PersonDetails;
import studio.backline.plugins.crm.person.PersonName;
import studio.backline.plugins.crm.person.PersonProfile;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.screens.Chip;
import studio.backline.screens.Icons;

/** What is known of a person; under each way to reach them, whether one may. */
final class PersonFacts extends Div {

    private final CrmWords words;
    private final List<Button> opens = new ArrayList<>();
    private Consumer<ContactPoint> open = mail -> {};

    PersonFacts(CrmWords words, PersonProfile person, Standings standings) {
        this.words = words;
        PersonDetails details = person.details();
        add(reach(details, standings));
        if (!details.roles().isEmpty() || !details.tags().isEmpty()) {
            add(
                    part(
                            "crm.person.roles-and-tags",
                            chips(words.roles(details.roles())),
                            chips(details.tags().stream().sorted().toList())));
        }
        if (!details.affiliations().isEmpty()) {
            add(affiliations(details));
        }
        addNames(details);
        Paragraph added =
                new Paragraph(words.get("crm.person.added-on", words.day(person.createdAt())));
        Paragraph changed =
                new Paragraph(words.get("crm.person.changed-on", words.day(person.changedAt())));
        added.addClassNames("bl-small", "bl-faint");
        changed.addClassNames("bl-small", "bl-faint");
        add(part("crm.person.kept", added, changed));
    }

    /** Puts beside each address that is closed by itself what opens it again. */
    void offerToOpen(Consumer<ContactPoint> how) {
        open = how;
        opens.forEach(button -> button.setVisible(true));
    }

    private Section reach(PersonDetails details, Standings standings) {
        UnorderedList list = new UnorderedList();
        list.addClassName("bl-facts");
        for (ContactPoint point : details.contacts()) {
            list.add(fact(point, standings));
        }
        String place =
                String.join(
                        ", ",
                        Stream.of(details.city(), details.country())
                                .filter(part -> !part.isBlank())
                                .toList());
        if (!place.isEmpty()) {
            list.add(new ListItem(Icons.of("place"), text(place)));
        }
        if (list.getComponentCount() == 0) {
            Paragraph none = new Paragraph(words.get("crm.person.reach.none"));
            none.addClassName("bl-faint");
            return part("crm.person.reach", none);
        }
        return part("crm.person.reach", list);
    }

    private ListItem fact(ContactPoint point, Standings standings) {
        Div fact = new Div(value(point));
        fact.addClassName("bl-fact");
        if (!point.label().isBlank()) {
            Span label = text(point.label());
            label.addClassNames("bl-small", "bl-faint");
            fact.add(label);
        }
        if (point.kind() == ContactKind.MAIL || point.kind() == ContactKind.PHONE) {
            Optional<Standing> standing = standings.under(point);
            fact.add(standing(standing));
            standing.ifPresent(known -> fact.add(reason(known, point, standings)));
            standing.filter(known -> standings.canBeOpened(point))
                    .ifPresent(known -> fact.add(opens(point, known)));
        }
        return new ListItem(Icons.of(icon(point.kind())), fact);
    }

    private Component value(ContactPoint point) {
        return switch (point.kind()) {
            case MAIL -> link("mailto:" + point.value(), point.value());
            case PHONE -> link("tel:" + point.normalised(""), point.value());
            case HANDLE, WEB -> text(point.value());
        };
    }

    private static Anchor link(String address, String shown) {
        Anchor link = new Anchor(address, shown);
        link.getElement().setAttribute("dir", "auto");
        return link;
    }

    private Div standing(Optional<Standing> standing) {
        Div line =
                new Div(
                        Icons.of(CrmWords.standingIcon(standing)),
                        new Span(words.standing(standing)));
        line.addClassNames("bl-standing", CrmWords.standingTone(standing).css());
        return line;
    }

    private Span reason(Standing standing, ContactPoint point, Standings standings) {
        String how =
                standing.state() == State.GRANTED
                        ? "granted"
                        : (standings.closesAddressAlone(point) ? "address" : "person")
                                + (standing.state() == State.BOUNCED ? "-bounced" : "");
        Span reason = text(words.get("crm.standing.reason." + how, standing.source()));
        reason.addClassNames("bl-small", "bl-faint");
        return reason;
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
        UnorderedList list = new UnorderedList();
        list.addClassName("bl-facts");
        for (Affiliation affiliation : details.affiliations()) {
            Div fact = new Div(text(affiliation.organisation()));
            fact.addClassName("bl-fact");
            if (!affiliation.position().isBlank()) {
                Span position = text(affiliation.position());
                position.addClassNames("bl-small", "bl-faint");
                fact.add(position);
            }
            list.add(new ListItem(Icons.of("hall"), fact));
        }
        return part("crm.person.organisations", list);
    }

    private void addNames(PersonDetails details) {
        PersonName name = details.name();
        UnorderedList list = new UnorderedList();
        list.addClassName("bl-facts");
        addLine(list, "star", "stage", name.stage());
        addLine(list, "sort", "sort-form", name.sortForm());
        addLine(list, "signed", "salutation", name.salutation());
        addLine(list, "globe", "language", details.language());
        if (list.getComponentCount() > 0) {
            add(part("crm.person.names", list));
        }
    }

    private void addLine(UnorderedList list, String icon, String field, String value) {
        if (value.isBlank()) {
            return;
        }
        Span label = new Span(words.get("crm.field." + field));
        label.addClassNames("bl-small", "bl-faint");
        Div fact = new Div(text(value), label);
        fact.addClassName("bl-fact");
        list.add(new ListItem(Icons.of(icon), fact));
    }

    private static Div chips(Collection<String> values) {
        Div chips = new Div();
        chips.addClassNames("bl-chips", "bl-wrap");
        values.forEach(value -> chips.add(new Chip(value)));
        chips.setVisible(!values.isEmpty());
        return chips;
    }

    private static Span text(String value) {
        Span span = new Span(value);
        span.getElement().setAttribute("dir", "auto");
        return span;
    }

    private static String icon(ContactKind kind) {
        return switch (kind) {
            case MAIL -> "mail";
            case PHONE -> "phone";
            case HANDLE -> "at";
            case WEB -> "globe";
        };
    }

    private Section part(String key, Component... content) {
        Section part = new Section(new H2(words.get(key)));
        part.add(content);
        part.addClassName("bl-part");
        return part;
    }
}
