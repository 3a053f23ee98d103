package studio.backline.plugins.crm.importing.rows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.contract.consent.LawfulBasis;
import studio.backline.plugins.crm.importing.strange.StrangeWords;
import studio.backline.plugins.crm.importing.strange.StrangeWords.Place;
import studio.backline.plugins.crm.importing.words.OtherNo;

/**
 * What a row says of writing to the person by mail.
 *
 * @param stated whether the file has a column for it, so that silence is no permission
 * @param event what happened, to the person and all addresses of the row; empty for silence
 * @param at when; empty where the row does not say
 * @param source where; empty text where the row does not say
 * @param doubts what of it is not understood; mostly none
 * @param lines what it says of single addresses besides; mostly none
 * @param basis on which a grant rests; empty where the row does not say
 * @param others what it says against calls, texts and post; mostly nothing
 */
public record MailNews(
        boolean stated,
        Optional<ConsentEvent> event,
        Optional<Instant> at,
        String source,
        List<Doubt> doubts,
        List<MailLine> lines,
        Optional<LawfulBasis> basis,
        List<OtherNo> others) {

    /** What a row says that tells no basis. */
    MailNews(
            boolean stated,
            Optional<ConsentEvent> event,
            Optional<Instant> at,
            String source,
            List<Doubt> doubts,
            List<MailLine> lines) {
        this(stated, event, at, source, doubts, lines, Optional.empty(), List.of());
    }

    /** A cell that is not understood. */
    public record Doubt(StrangeWords.Kind kind, Place place) {}

    /** A row of a file that says nothing of mail. */
    public static final MailNews NONE =
            new MailNews(false, Optional.empty(), Optional.empty(), "", List.of(), List.of());

    /** Whether it narrows what may be done. */
    public boolean tightens() {
        return !others.isEmpty() || tightensLetters();
    }

    /** Whether it narrows whom may be sent letters, rather than how else somebody is reached. */
    public boolean tightensLetters() {
        return event.isPresent() && event.get().tightens()
                || lines.stream().anyMatch(line -> line.event().tightens());
    }

    /** Whether a new person may be written to, on the basis given for the file. */
    public boolean grants() {
        return lines.isEmpty()
                ? event.map(e -> e == ConsentEvent.GRANTED).orElse(!stated)
                : refusal().isEmpty()
                        && lines.stream().anyMatch(line -> line.event() == ConsentEvent.GRANTED);
    }

    /** The strictest that it says against writing to the person, whatever the address. */
    Optional<ConsentEvent> refusal() {
        return Stream.concat(
                        event.stream().filter(ConsentEvent::tightens),
                        lines.stream().filter(MailLine::refuses).map(MailLine::event))
                .reduce(MailNews::stricter);
    }

    /** The strictest that it says against each way to reach the person. */
    Map<Channel, ConsentEvent> refusals() {
        Map<Channel, ConsentEvent> refusals = new EnumMap<>(Channel.class);
        refusal().ifPresent(event -> refusals.put(Channel.EMAIL, event));
        others.stream()
                .filter(no -> no.number().isEmpty())
                .forEach(no -> refusals.merge(no.way(), no.event(), MailNews::stricter));
        return refusals;
    }

    /** The same on the basis that the row names. */
    MailNews on(Optional<LawfulBasis> told) {
        return told.isEmpty()
                ? this
                : new MailNews(stated, event, at, source, doubts, lines, told, others);
    }

    /** The same, with what the row says against other ways. */
    MailNews and(List<OtherNo> told) {
        return told.isEmpty()
                ? this
                : new MailNews(stated, event, at, source, doubts, lines, basis, told);
    }

    /** As an earlier row of the same person tightens it. */
    MailNews tightenedBy(Map<Channel, ConsentEvent> earlier) {
        Map<Channel, ConsentEvent> more = new EnumMap<>(earlier);
        Optional<ConsentEvent> letters =
                Stream.concat(event.stream(), Stream.ofNullable(more.remove(Channel.EMAIL)))
                        .reduce(MailNews::stricter);
        List<OtherNo> told = new ArrayList<>(others);
        more.forEach((way, no) -> told.add(new OtherNo(way, no, Optional.empty(), "")));
        return new MailNews(stated, letters, at, source, doubts, lines, basis, told);
    }

    static ConsentEvent stricter(ConsentEvent one, ConsentEvent other) {
        return rank(other) > rank(one) ? other : one;
    }

    private static int rank(ConsentEvent event) {
        return switch (event) {
            case GRANTED -> 0;
            case BOUNCED -> 1;
            case WITHDRAWN -> 2;
            case COMPLAINED -> 3;
            case OBJECTED -> 4;
        };
    }
}
