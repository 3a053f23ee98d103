package studio.backline.plugins.crm.importing.run;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.contract.consent.ConsentRecord;
import studio.backline.contract.consent.LawfulBasis;
import studio.backline.contract.subject.SubjectId;
import studio.backline.plugins.crm.importing.ImportPlan;
import studio.backline.plugins.crm.importing.rows.MailLine;
import studio.backline.plugins.crm.importing.rows.MailLine.Reach;
import studio.backline.plugins.crm.importing.rows.MailNews;
import studio.backline.plugins.crm.importing.rows.ParsedRow;
import studio.backline.plugins.crm.importing.words.OtherNo;

/**
 * One thing that a row says of writing to somebody.
 *
 * @param way how
 * @param reach whom it is about
 * @param mails the addresses or numbers that it is about; none for the person, and for all that is
 *     known
 * @param event what happened
 * @param at when; empty where the row does not say
 * @param source where; empty text where the row does not say
 */
record Word(
        Channel way,
        Reach reach,
        List<String> mails,
        ConsentEvent event,
        Optional<Instant> at,
        String source) {

    static Word of(ParsedRow row, ConsentEvent event) {
        MailNews news = row.news();
        return new Word(Channel.EMAIL, Reach.BOTH, row.mails(), event, news.at(), news.source());
    }

    static Word of(MailLine line) {
        return new Word(
                Channel.EMAIL,
                line.reach(),
                line.mail().stream().toList(),
                line.event(),
                line.at(),
                line.source());
    }

    /** A no to calls, texts or post is the person's, unless it says that a number is closed. */
    static Word of(OtherNo no) {
        return new Word(
                no.way(),
                no.number().isPresent() ? Reach.ADDRESS : Reach.PERSON,
                no.number().stream().toList(),
                no.event(),
                no.at(),
                no.source());
    }

    /** All that a row says against writing, and calls, texts and post. */
    static Stream<Word> against(ParsedRow row) {
        MailNews news = row.news();
        return Stream.of(
                        news.event().filter(ConsentEvent::tightens).map(e -> of(row, e)).stream(),
                        news.lines().stream().filter(line -> line.event().tightens()).map(Word::of),
                        news.others().stream().map(Word::of))
                .flatMap(words -> words);
    }

    /** A no. */
    ConsentRecord entry(UUID person, @Nullable String mail, ImportPlan plan) {
        return entry(person, mail, plan, Optional.empty());
    }

    /** A grant, on a basis. */
    ConsentRecord entry(UUID person, @Nullable String mail, ImportPlan plan, LawfulBasis basis) {
        return entry(person, mail, plan, Optional.of(basis));
    }

    private ConsentRecord entry(
            UUID person, @Nullable String mail, ImportPlan plan, Optional<LawfulBasis> basis) {
        Instant day = plan.since().atStartOfDay().toInstant(ZoneOffset.UTC);
        return new ConsentRecord(
                new SubjectId(person),
                way,
                event,
                basis,
                source.isEmpty() ? plan.source() : source,
                at.orElse(day),
                Optional.ofNullable(mail));
    }
}
