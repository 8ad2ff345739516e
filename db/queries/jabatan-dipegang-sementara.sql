-- Jabatan yang dipegang Plt, Plh, Pj, atau Pjs
-- Penunjukan sementara terakhir untuk setiap jabatan yang sesudahnya belum diberitakan terisi pejabat definitif, terlama dahulu. Kolom Sejak adalah tanggal penunjukan, atau tanggal terbit berita bila penunjukannya tidak bertanggal.
with pengisian as (
  select m.id, m.to_position, m.to_title, m.official, m.person, m.acting, m.government, m.article, m.evidence,
         coalesce(m.date, substr(a.published, 1, 10)) as hari
  from moves m join articles a on a.id = m.article
  where m.current = 1 and m.status = 'done'
    and m.to_position in (select to_position from moves where current = 1 and acting is not null)
), terakhir as (  -- without a government the same title may be another post: then each article stands alone
  select *, row_number() over (
           partition by to_position, coalesce(government, -article), acting is null order by hari desc, id desc
         ) as urutan
  from pengisian
)
select t.to_title as jabatan, t.to_position as jabatan_id, g.name as pemerintah, g.id as pemerintah_id,
       t.acting as sifat, t.person as pejabat, t.official as pejabat_id, t.hari as sejak,
       a.title as artikel, a.id as artikel_id, o.name as media, substr(a.published, 1, 10) as terbit,
       t.evidence as bukti_id
from terakhir t
join articles a on a.id = t.article
left join outlets o on o.id = a.outlet
left join governments g on g.id = t.government
left join terakhir d on d.urutan = 1 and d.acting is null and d.to_position = t.to_position
  and d.government = t.government and d.hari > t.hari
where t.urutan = 1 and t.acting is not null and d.id is null
order by t.hari, t.to_title
limit 500
