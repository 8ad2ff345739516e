-- Jabatan yang dipegang Plt, Plh, Pj, atau Pjs
-- Penunjukan sementara terakhir untuk setiap jabatan yang sesudahnya belum diberitakan terisi pejabat definitif, terlama dahulu.
with penunjukan as (
  select m.id, m.to_position, m.to_title, m.official, m.person, m.acting, m.government, m.article, m.evidence,
         coalesce(m.date, substr(a.published, 1, 10)) as hari
  from moves m join articles a on a.id = m.article
  where m.current = 1 and m.status = 'done' and m.to_position is not null and m.acting is not null
), terakhir as (
  select *, row_number() over (partition by to_position, coalesce(government, -article) order by hari desc, id desc) as urutan from penunjukan
)
select t.to_title as jabatan, t.to_position as jabatan_id, g.name as pemerintah, g.id as pemerintah_id,
       t.acting as sifat, t.person as pejabat, t.official as pejabat_id, t.hari as sejak,
       a.title as artikel, a.id as artikel_id, t.evidence as bukti_id
from terakhir t
join articles a on a.id = t.article
left join governments g on g.id = t.government
where t.urutan = 1
  and not exists (
    select 1 from moves d join articles b on b.id = d.article
    where d.to_position = t.to_position and t.government is not null and d.current = 1 and d.status = 'done' and d.acting is null
      and coalesce(d.date, substr(b.published, 1, 10)) > t.hari
  )
order by t.hari, t.to_title
limit 500
