-- Jabatan yang disebut kosong, dan sejak kapan
-- Jabatan yang diberitakan kosong, akan diisi, atau dibuka untuk seleksi, dan sesudah itu belum diberitakan terisi pejabat definitif. Kolom "Sejak" adalah terbitnya berita pertama tentang kekosongan itu.
with pengisian as (  -- without a government the same title may be another post, so such posts are never called filled
  select m.to_position as jabatan, m.acting, m.person, m.id,
         coalesce(m.date, substr(a.published, 1, 10)) as hari
  from moves m join articles a on a.id = m.article
  where m.current = 1 and m.status = 'done' and m.government is not null
    and m.to_position in (select position from vacancies where current = 1)
), definitif as (
  select jabatan, max(hari) as hari from pengisian where acting is null group by jabatan
), sementara as (  -- SQLite takes person from the row of the greatest day
  select jabatan, person, max(hari) as hari from pengisian where acting is not null group by jabatan
), kosong as (
  select v.position, v.title, v.government, v.article, substr(v.as_of, 1, 10) as hari
  from vacancies v left join definitif d on d.jabatan = v.position
  where v.current = 1
    and (v.government is null or d.hari is null or v.as_of is null or d.hari <= substr(v.as_of, 1, 10))
)
select k.title as jabatan, k.position as jabatan_id, g.name as pemerintah, g.id as pemerintah_id,
       min(k.hari) as sejak, max(k.hari) as terakhir_disebut, count(distinct k.article) as berita,
       case when k.government is not null then s.person end as pejabat_sementara
from kosong k
left join sementara s on s.jabatan = k.position
left join governments g on g.id = k.government
group by k.position, coalesce(k.government, -k.article)
order by sejak desc, jabatan
limit 500
