package studio.backline.bench.people;

import java.io.OutputStream;
import java.sql.Connection;
import org.postgresql.PGConnection;
import studio.backline.bench.Benchmark;
import studio.backline.bench.Report;
import studio.backline.bench.Result;
import studio.backline.bench.Rounds;
import studio.backline.bench.Wanted;
import studio.backline.bench.Workbench;
import studio.backline.plugins.crm.exporting.ExportService;

/** A million people taken out as CSV, against COPY of the same columns. */
public final class ExportBenchmark implements Benchmark {

    private static final int PEOPLE = Integer.getInteger("bench.people", 1_000_000);
    private static final int COLUMNS = 26;
    private static final int WARM_UP = 1;
    private static final int ROUNDS = 3;

    /** As the file has them, but values as they are: no cell is made safe for a spreadsheet. */
    private static final String COPY =
            """
            copy (select coalesce(p.external_id, p.id::text), p.external_source, p.title, p.given,
                p.family, p.stage_name, p.sort_form, p.salutation, p.language, p.city, p.country, c.mail,
                c.phone, c.handle, c.web, r.roles, t.tags, a.organisations, a.positions,
                s.state, s.since, s.source,
                case when s.state = 'GRANTED' then coalesce(g.basis, 'CONSENT') end,
                o.calls, o.texts, o.post
            from p_crm.person p
            left join (select person_id,
                    string_agg(value, E'\\n' order by id) filter (where kind = 'mail') as mail,
                    string_agg(value, E'\\n' order by id) filter (where kind = 'phone') as phone,
                    string_agg(value, E'\\n' order by id) filter (where kind = 'handle') as handle,
                    string_agg(value, E'\\n' order by id) filter (where kind = 'web') as web
                from p_crm.contact_point where workspace_id = '%1$s' group by person_id) c
                on c.person_id = p.id
            left join (select person_id, string_agg(role, E'\\n' order by role) as roles
                from p_crm.person_role where workspace_id = '%1$s' group by person_id) r
                on r.person_id = p.id
            left join (select pt.person_id, string_agg(t.name, E'\\n' order by t.name_key) as tags
                from p_crm.person_tag pt
                join p_crm.tag t on t.workspace_id = pt.workspace_id and t.id = pt.tag_id
                where pt.workspace_id = '%1$s' group by pt.person_id) t on t.person_id = p.id
            left join (select f.person_id, string_agg(o.name, E'\\n' order by f.id) as organisations,
                    string_agg(f.position, E'\\n' order by f.id) as positions
                from p_crm.affiliation f join p_crm.organisation o
                    on o.workspace_id = f.workspace_id and o.id = f.organisation_id
                where f.workspace_id = '%1$s' group by f.person_id) a on a.person_id = p.id
            left join backline.consent_state s on s.workspace_id = p.workspace_id
                and s.subject_id = p.id and s.channel = 'EMAIL'
            left join (select distinct on (subject_id, occurred_at) subject_id, occurred_at, basis
                from backline.consent_entry
                where workspace_id = '%1$s' and channel = 'EMAIL' and event = 'GRANTED'
                    and basis <> 'CONSENT'
                order by subject_id, occurred_at, basis) g
                on g.subject_id = p.id and g.occurred_at = s.since
            left join (select subject_id,
                    max(told) filter (where channel = 'PHONE') as calls,
                    max(told) filter (where channel = 'SMS') as texts,
                    max(told) filter (where channel = 'POST') as post
                from (select subject_id, channel, state || ' ' || since || ' ' || source as told
                    from backline.consent_state
                    where workspace_id = '%1$s' and channel <> 'EMAIL') n
                group by subject_id) o on o.subject_id = p.id
            where p.workspace_id = '%1$s' order by p.id)
            to stdout with (format csv, header, encoding 'UTF8')
            """;

    @Override
    public String id() {
        return "export";
    }

    @Override
    public String title() {
        return "A million people taken out as CSV, against COPY TO STDOUT of the same columns, values as they are.";
    }

    @Override
    public void run(Workbench workbench, Report report) throws Exception {
        CrowdedHouse crowd = CrowdedHouse.fill(PeopleHouse.open(workbench), PEOPLE, 1);
        try (Connection connection = crowd.house().database().open()) {
            String copy = COPY.formatted(crowd.owner().workspace());
            Rounds.Pair pair =
                    Rounds.alternate(
                            WARM_UP, ROUNDS, () -> export(crowd), () -> copy(connection, copy));
            report.add(Result.of("export, people", "/s", pair, Wanted.atLeast(0.60)));
        }
    }

    private static double export(CrowdedHouse crowd) {
        ExportService export = crowd.house().bean(ExportService.class);
        HeadOutput out = new HeadOutput();
        long start = System.nanoTime();
        long people = crowd.house().call(crowd.owner(), () -> export.writePeople(out));
        return rate(people, start, out);
    }

    private static double copy(Connection connection, String copy) throws Exception {
        HeadOutput out = new HeadOutput();
        long start = System.nanoTime();
        long people = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(copy, out);
        return rate(people, start, out);
    }

    private static double rate(long people, long start, HeadOutput out) {
        double rate = people * 1e9 / (System.nanoTime() - start);
        if (people != PEOPLE || out.columns() != COLUMNS) {
            throw new IllegalStateException(
                    "%d people in %d columns came, not %d in %d."
                            .formatted(people, out.columns(), PEOPLE, COLUMNS));
        }
        return rate;
    }

    /** Throws away all but the first line. */
    private static final class HeadOutput extends OutputStream {

        private final StringBuilder head = new StringBuilder();
        private boolean over;

        @Override
        public void write(int b) {
            over |= b == '\n';
            if (!over) {
                head.append((char) b);
            }
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            for (int at = from; !over && at < from + length; at++) {
                write(bytes[at]);
            }
        }

        long columns() {
            return head.chars().filter(c -> c == ',').count() + 1;
        }
    }
}
