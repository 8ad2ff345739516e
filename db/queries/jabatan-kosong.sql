-- Jabatan yang disebut kosong, dan sejak kapan
-- Jabatan yang diberitakan kosong, akan diisi, atau dibuka untuk seleksi, dan sesudah itu belum diberitakan terisi pejabat definitif, terlama dahulu. Kolom Sejak adalah terbitnya berita pertama tentang kekosongan itu, yang disebut dalam kolom Artikel.
with pengisian as (  -- without a government the same title may be another post, so such posts are never called filled
  select m.to_position as jabatan, m.acting, m.person, m.official, m.id,
         coalesce(m.date, substr(a.published, 1, 10)) as hari
  from moves m join articles a on a.id = m.article
  where m.current = 1 and m.status = 'done' and m.government is not null
    and m.to_position in (select position from vacancies where current = 1)
), definitif as (
  select jabatan, max(hari) as hari from pengisian where acting is null group by jabatan
), sementara as (  -- SQLite takes person and official from the row of the greatest day
  select jabatan, person, official, max(hari) as hari from pengisian where acting is not null group by jabatan
), kosong as (
  select v.id, v.position, v.title, v.government, v.article, v.evidence, substr(v.as_of, 1, 10) as hari,
         coalesce(v.government, -v.article) as milik
  from vacancies v left join definitif d on d.jabatan = v.position
  where v.current = 1
    and (v.government is null or d.hari is null or v.as_of is null or d.hari <= substr(v.as_of, 1, 10))
), ringkas as (
  select position, milik, max(hari) as terakhir, count(distinct article) as berita
  from kosong group by position, milik
), pertama as (
  select *, row_number() over (partition by position, milik order by hari, id) as urutan from kosong
)
select k.title as jabatan, k.position as jabatan_id, g.name as pemerintah, g.id as pemerintah_id,
       k.hari as sejak, r.terakhir as terakhir_disebut, r.berita,
       case when k.government is not null then s.person end as pejabat_sementara,
       case when k.government is not null then s.official end as pejabat_sementara_id,
       a.title as artikel, a.id as artikel_id, o.name as media, substr(a.published, 1, 10) as terbit,
       k.evidence as bukti_id
from pertama k
join ringkas r on r.position = k.position and r.milik = k.milik
join articles a on a.id = k.article
left join outlets o on o.id = a.outlet
left join sementara s on s.jabatan = k.position
left join governments g on g.id = k.government
where k.urutan = 1
order by sejak, jabatan
limit 500
