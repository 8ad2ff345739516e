-- Jabatan yang disebut kosong, dan sejak kapan
-- Jabatan yang diberitakan kosong dan sesudah itu belum diberitakan terisi pejabat definitif. "Sejak" adalah terbitnya berita pertama tentang kekosongan itu.
with kosong as (
  select v.position, v.id, v.title, v.government, v.article, v.evidence, substr(v.as_of, 1, 10) as hari
  from vacancies v
  where v.current = 1
    and not exists (  -- without a government the same title may be another post
      select 1 from moves m join articles a on a.id = m.article
      where m.to_position = v.position and v.government is not null and m.current = 1 and m.status = 'done'
        and m.acting is null and coalesce(m.date, substr(a.published, 1, 10)) > substr(v.as_of, 1, 10)
    )
)
select k.title as jabatan, k.position as jabatan_id, g.name as pemerintah, g.id as pemerintah_id,
       min(k.hari) as sejak, max(k.hari) as terakhir_disebut, count(distinct k.article) as berita,
       (select m.person from moves m join articles a on a.id = m.article
        where m.to_position = k.position and k.government is not null and m.current = 1 and m.status = 'done'
          and m.acting is not null
        order by coalesce(m.date, substr(a.published, 1, 10)) desc, m.id desc limit 1) as pejabat_sementara
from kosong k
left join governments g on g.id = k.government
group by k.position, coalesce(k.government, -k.article)
order by sejak desc, jabatan
limit 500
