-- Riwayat seorang pejabat
-- Mutasi dan jabatan yang disebut berita untuk setiap pejabat yang namanya memuat kata ini, terlama dahulu.
-- :nama Nama pejabat, boleh sebagian
with orang as (
  select id, name, government from officials
  where trim(:nama) <> '' and name like '%' || trim(:nama) || '%'
  order by n_mentions desc limit 50
), riwayat as (
  select o.id, coalesce(m.date, substr(a.published, 1, 10)) as tanggal,
         case when m.to_title is null then 'meninggalkan jabatan' else 'mutasi' end as perihal,
         m.from_title as dari, m.from_position as dari_id, m.to_title as ke, m.to_position as ke_id,
         m.acting as sifat, m.status, m.article, m.evidence
  from orang o join moves m on m.official = o.id and m.current = 1 join articles a on a.id = m.article
  union all
  select o.id, substr(i.as_of, 1, 10), 'disebut menjabat', null, null, i.title, i.position, null, null,
         i.article, i.evidence
  from orang o join incumbencies i on i.official = o.id and i.current = 1
)
select o.name as pejabat, o.id as pejabat_id, g.name as pemerintah, g.id as pemerintah_id,
       r.tanggal, r.perihal, r.dari, r.dari_id, r.ke, r.ke_id, r.sifat, r.status,
       a.title as artikel, a.id as artikel_id, t.name as media, substr(a.published, 1, 10) as terbit,
       r.evidence as bukti_id
from riwayat r join orang o on o.id = r.id
join articles a on a.id = r.article
left join outlets t on t.id = a.outlet
left join governments g on g.id = o.government
order by o.name, o.id, r.tanggal
limit 500
