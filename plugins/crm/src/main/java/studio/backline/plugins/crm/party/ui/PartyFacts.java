package studio.backline.plugins.crm.party.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import studio.backline.contract.consent.Standing;
import studio.backline.plugins.crm.PartyRole;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.ui.CrmWords;
import studio.backline.screens.Chip;
import studio.backline.screens.Icons;

/** How facts of a person or an organisation are shown. */
public final class PartyFacts {

    private final CrmWords words;

    public PartyFacts(CrmWords words) {
        this.words = words;
    }

    /** A part with a title. */
    public Section part(String key, Component... content) {
        Section part = new Section(new H2(words.get(key)));
        part.add(content);
        part.addClassName("bl-part");
        return part;
    }

    /** A list of facts. */
    public static UnorderedList list() {
        UnorderedList list = new UnorderedList();
        list.addClassName("bl-facts");
        return list;
    }

    /** A fact, and what stands small under it where it is not blank. */
    public static ListItem fact(String icon, Component value, String under) {
        Div fact = new Div(value);
        fact.addClassName("bl-fact");
        if (!under.isBlank()) {
            fact.add(small(under));
        }
        return new ListItem(Icons.of(icon), fact);
    }

    /**
     * The part of contacts and the place.
     *
     * @param under what stands under each way to reach them
     */
    public Section reach(
            List<ContactPoint> contacts,
            String city,
            String country,
            Function<ContactPoint, List<? extends Component>> under) {
        UnorderedList list = list();
        for (ContactPoint point : contacts) {
            Div fact = new Div(value(point));
            fact.addClassName("bl-fact");
            if (!point.label().isBlank()) {
                fact.add(small(point.label()));
            }
            under.apply(point).forEach(fact::add);
            list.add(new ListItem(Icons.of(icon(point.kind())), fact));
        }
        List<String> place = Stream.of(city, country).filter(part -> !part.isBlank()).toList();
        if (!place.isEmpty()) {
            list.add(new ListItem(Icons.of("place"), text(String.join(", ", place))));
        }
        if (list.getComponentCount() > 0) {
            return part("crm.person.reach", list);
        }
        Paragraph none = new Paragraph(words.get("crm.person.reach.none"));
        none.addClassName("bl-faint");
        return part("crm.person.reach", none);
    }

    /** What records that somebody said no. */
    public Div saidNo(Runnable how) {
        Button button = new Button(words.get("crm.no.act"), click -> how.run());
        Div line = new Div(button);
        line.addClassName("bl-actions");
        return line;
    }

    /** The part of roles and tags; empty where there are none. */
    public Optional<Section> rolesAndTags(Set<PartyRole> roles, Set<String> tags) {
        return roles.isEmpty() && tags.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        part(
                                "crm.person.roles-and-tags",
                                chips(words.roles(roles)),
                                chips(tags.stream().sorted().toList())));
    }

    /** The part of when it was added and the like. */
    public Section kept(String... sentences) {
        Section part = part("crm.person.kept");
        for (String sentence : sentences) {
            Paragraph line = new Paragraph(sentence);
            line.addClassNames("bl-small", "bl-faint");
            part.add(line);
        }
        return part;
    }

    /** How things stand under an address. */
    public Div standing(Optional<Standing> standing) {
        return standing(standing, words.standing(standing));
    }

    /** The same, of what it is told being named. */
    public Div standing(String what, Optional<Standing> standing) {
        return standing(standing, words.get("crm.no.known", what, words.standing(standing)));
    }

    private static Div standing(Optional<Standing> standing, String text) {
        Div line = new Div(Icons.of(CrmWords.standingIcon(standing)), new Span(text));
        line.addClassNames("bl-standing", CrmWords.standingTone(standing).css());
        return line;
    }

    /** A text in its own direction. */
    public static Span text(String value) {
        Span span = new Span(value);
        span.getElement().setAttribute("dir", "auto");
        return span;
    }

    /** A text that says more, small. */
    public static Span small(String value) {
        Span span = text(value);
        span.addClassNames("bl-small", "bl-faint");
        return span;
    }

    /** A link whose text has its own direction. */
    public static Anchor link(String address, String shown) {
        Anchor link = new Anchor(address, shown);
        link.getElement().setAttribute("dir", "auto");
        return link;
    }

    private static Component value(ContactPoint point) {
        return switch (point.kind()) {
            case MAIL -> link("mailto:" + point.value(), point.value());
            case PHONE -> link("tel:" + point.normalised(""), point.value());
            case HANDLE, WEB -> text(point.value());
        };
    }

    private static Div chips(Collection<String> values) {
        Div chips = new Div();
        chips.addClassNames("bl-chips", "bl-wrap");
        values.forEach(value -> chips.add(new Chip(value)));
        chips.setVisible(!values.isEmpty());
        return chips;
    }

    private static String icon(ContactKind kind) {
        return switch (kind) {
            case MAIL -> "mail";
            case PHONE -> "phone";
            case HANDLE -> "at";
            case WEB -> "globe";
        };
    }
}
